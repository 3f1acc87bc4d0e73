import type { ShellResult } from '../../adb/shell-reader.ts';
import type { Outcome } from '../../contract/outcome.ts';
import type { PhoneLink } from '../sessions/phone-link.ts';
import { quote } from '../shell-quote.ts';
import type { HelperApp } from './step.ts';

const pushTimeoutMs = 60_000;
/** MIUI shows a dialog with a countdown of its own before it refuses. */
const installTimeoutMs = 90_000;

/** Pushes the APK, installs it and takes the pushed file away again, whatever came of it; answers what `pm` said. */
export async function installHelper(
  link: PhoneLink,
  { helper, sdk, signal }: { readonly helper: HelperApp; readonly sdk: number | null; readonly signal: AbortSignal },
): Promise<Outcome<ShellResult>> {
  const apk = await helper.readApk(sdk);
  if (!apk.ok) return apk;
  const remotePath = `/data/local/tmp/jiqun-${helper.packageName}.apk`;
  const pushed = await link.push({ remotePath, source: apk.value }, { timeoutMs: pushTimeoutMs, signal });
  if (!pushed.ok) return pushed;
  const file = quote(remotePath);
  return link.shell(`pm install -r ${file};r=$?;rm -f ${file};exit $r`, { timeoutMs: installTimeoutMs, signal });
}
