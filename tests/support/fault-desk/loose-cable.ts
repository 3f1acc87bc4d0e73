import { setTimeout as delay } from 'node:timers/promises';
import type { UsbBench } from '../../../simulator/usb/usb-bench.ts';

/** Out and in again, several times, as a bad contact does it. */
export async function flap(
  bench: Pick<UsbBench, 'unplug' | 'plug'>,
  index: number,
  times: number,
  everyMs: number,
): Promise<void> {
  for (let time = 0; time < times; time++) {
    bench.unplug(index);
    await delay(everyMs);
    bench.plug(index);
    await delay(everyMs);
  }
}
