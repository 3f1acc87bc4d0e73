import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import { findPng } from '../health/tools/screencap.ts';
import type { PhoneLink } from '../sessions/phone-link.ts';

const timeoutMs = 15_000;
/** A 1440x3200 screen of noise is below this. */
const maxBytes = 32 * 1024 * 1024;

/**
 * The screen as a PNG. Through `exec:`, since a terminal would change line ends; what a vendor prints before the
 * picture is skipped. `command-failed` when there is no whole picture in the answer (secure screens print none).
 */
export async function takeScreenshot(link: PhoneLink, signal: AbortSignal): Promise<Outcome<Uint8Array>> {
  const answer = await link.exec('screencap -p', { timeoutMs, signal, maxBytes });
  if (!answer.ok) return answer;
  const png = findPng(answer.value);
  return png === null ? fail('command-failed', 'the phone sent no picture', { command: 'screencap' }) : succeed(png);
}
