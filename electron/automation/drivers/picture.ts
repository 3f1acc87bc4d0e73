import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import { findPng } from '../../devices/health/tools/screencap.ts';
import type { DriverLink } from './driver-link.ts';

const timeoutMs = 15_000;
/** A 1440x3200 screen of noise is below this. */
const maxBytes = 32 * 1024 * 1024;

/** The screen as a PNG, through `exec:` since a terminal would change line ends. */
export async function takePicture(link: DriverLink, signal: AbortSignal): Promise<Outcome<Uint8Array>> {
  const answer = await link.exec('screencap -p', { timeoutMs, signal, maxBytes });
  if (!answer.ok) return answer;
  return pngIn(answer.value);
}

/** The PNG in a phone's answer; what a vendor prints before it is skipped. */
export function pngIn(bytes: Uint8Array): Outcome<Uint8Array> {
  const png = findPng(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  return png === null ? fail('command-failed', 'the phone sent no picture', { command: 'screencap' }) : succeed(png);
}
