import { succeed, type Outcome } from '../../contract/outcome.ts';
import { quote } from '../../devices/shell-quote.ts';
import type { DriverLink } from './driver-link.ts';

const timeoutMs = 15_000;

/**
 * Names the time since an app was last started on the phone: its process, and the boot that it runs in. Null where the app does not
 * run, or the phone does not say. Android 5 has no `pidof`.
 */
export async function readAppSession(
  link: Pick<DriverLink, 'shell'>,
  name: string,
  signal: AbortSignal,
): Promise<Outcome<string | null>> {
  const boot = 'cat /proc/sys/kernel/random/boot_id 2>/dev/null';
  const command = `${boot};echo --;pidof ${quote(name)} 2>/dev/null||ps|grep ${quote(` ${name}$`)}`;
  const answer = await link.shell(command, { timeoutMs, signal });
  return answer.ok ? succeed(sessionOf(answer.value.stdout)) : answer;
}

/** The session that such an answer names. */
export function sessionOf(output: string): string | null {
  const [boot = '', processes = ''] = output.split('--\n');
  const words = processes.trim().split(/\s+/);
  // `pidof` prints numbers only; `ps` begins its lines with the user.
  const pid = words.find((word) => /^\d+$/.test(word));
  return pid === undefined ? null : `${boot.trim()} ${pid}`;
}
