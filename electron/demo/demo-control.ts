import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import type { LaunchedDesk } from './demo-launcher.ts';

const timeoutMs = 15_000;

/**
 * Asks the simulator to start the virtual desk's own adb server again, after the operator's click. Succeeds when
 * it runs; `adb-server-start-failed` otherwise.
 */
export async function startDemoServer(
  desk: Pick<LaunchedDesk, 'controlPort' | 'token'>,
  signal?: AbortSignal,
): Promise<Outcome<null>> {
  const limit = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(`http://127.0.0.1:${desk.controlPort}/adb-server`, {
      method: 'POST',
      headers: { authorization: `Bearer ${desk.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ action: 'start' }),
      signal: signal === undefined ? limit : AbortSignal.any([limit, signal]),
    });
    const answer = await response.text();
    if (response.ok) return succeed(null);
    const reason = answer.slice(0, 300);
    return fail('adb-server-start-failed', 'the simulator refused to start its adb server', { reason });
  } catch (failure) {
    if (signal?.aborted) return fail('aborted', 'starting the virtual desk’s adb server was aborted');
    const reason = failure instanceof Error ? failure.message : 'unknown';
    return fail('adb-server-start-failed', 'the simulator did not answer', { reason });
  }
}
