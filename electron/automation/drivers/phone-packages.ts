import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import { classifyRefusal } from '../../devices/health/tools/error-classes.ts';
import { quote } from '../../devices/shell-quote.ts';
import type { ApkFile, ServerApks } from './apks.ts';
import type { DriverLink } from './driver-link.ts';

const readTimeoutMs = 15_000;
/** 18 MB over a bad cable. */
const pushTimeoutMs = 120_000;
/** MIUI shows a dialog with a countdown of its own before it refuses. */
const installTimeoutMs = 90_000;

/**
 * Brings the server's two apps to a phone: nothing when both are there and the server has that version, else both
 * anew, so that a pair is never of two versions. What was there is taken off first; a package of another signer cannot
 * be replaced otherwise. Faults: `automation-install-refused` with the phone's reason, and the link's own.
 */
export async function bringServer(link: DriverLink, apks: ServerApks, signal: AbortSignal): Promise<Outcome<null>> {
  const present = await readPresence(link, apks, signal);
  if (!present.ok) return present;
  const { version, hasTest } = present.value;
  if (version === apks.version && hasTest) return succeed(null);
  for (const [file, isThere] of [
    [apks.test, hasTest],
    [apks.server, version !== null],
  ] as const) {
    if (!isThere) continue;
    const removed = await link.shell(`pm uninstall ${quote(file.packageName)}`, {
      timeoutMs: installTimeoutMs,
      signal,
    });
    if (!removed.ok) return removed;
  }
  for (const file of [apks.server, apks.test]) {
    const installed = await installApk(link, file, signal);
    if (!installed.ok) return installed;
  }
  return succeed(null);
}

async function readPresence(
  link: DriverLink,
  { server, test }: ServerApks,
  signal: AbortSignal,
): Promise<Outcome<{ readonly version: string | null; readonly hasTest: boolean }>> {
  const command = `pm path ${quote(server.packageName)} && dumpsys package ${quote(server.packageName)}|grep versionName=;echo --;pm path ${quote(test.packageName)}`;
  const answer = await link.shell(command, { timeoutMs: readTimeoutMs, signal });
  if (!answer.ok) return answer;
  const [ofServer = '', ofTest = ''] = answer.value.stdout.split('--\n');
  const isThere = ofServer.includes('package:');
  const version = /versionName=(\S+)/.exec(ofServer)?.[1] ?? '';
  return succeed({ version: isThere ? version : null, hasTest: ofTest.includes('package:') });
}

/** Whether a package is installed for the phone's user. */
export async function hasPackage(link: DriverLink, name: string, signal: AbortSignal): Promise<Outcome<boolean>> {
  const answer = await link.shell(`pm path ${quote(name)}`, { timeoutMs: readTimeoutMs, signal });
  return answer.ok ? succeed(answer.value.stdout.includes('package:')) : answer;
}

/** The version that an installed package says of itself; null where the phone names none. */
export async function readPackageVersion(
  link: DriverLink,
  name: string,
  signal: AbortSignal,
): Promise<Outcome<string | null>> {
  const command = `dumpsys package ${quote(name)}|grep versionName=`;
  const answer = await link.shell(command, { timeoutMs: readTimeoutMs, signal });
  // The first one counts: below stand the factory's versions of apps that were updated.
  return answer.ok ? succeed(/versionName=(\S+)/.exec(answer.value.stdout)?.[1] ?? null) : answer;
}

/** Installs one APK and takes the pushed file away again, whatever came of it. No permission is granted to it. */
export async function installApk(link: DriverLink, apk: ApkFile, signal: AbortSignal): Promise<Outcome<null>> {
  const remotePath = `/data/local/tmp/jiqun-${apk.packageName}.apk`;
  const pushed = await link.push({ source: apk.path, remotePath }, { timeoutMs: pushTimeoutMs, signal });
  if (!pushed.ok)
    return isFull(pushed.error.detail) ? refusedBy(apk, 'install-no-space', 'no space for the file') : pushed;
  const file = quote(remotePath);
  const command = `pm install -r -t ${file} 2>&1;rm -f ${file}`;
  const answer = await link.shell(command, { timeoutMs: installTimeoutMs, signal });
  if (!answer.ok) return answer;
  const output = answer.value.stdout;
  if (/^Success/m.test(output)) return succeed(null);
  return refusedBy(apk, classifyRefusal(output) ?? 'install-failed', output);
}

function isFull(detail: Readonly<Record<string, unknown>> | undefined): boolean {
  return detail?.['reason'] === 'no-space';
}

function refusedBy(apk: ApkFile, reason: string, output: string): Outcome<never> {
  return fail('automation-install-refused', `${apk.packageName} was not installed`, {
    reason,
    package: apk.packageName,
    text: output.trim().slice(0, 300),
  });
}
