import { onTestFinished } from 'vitest';
import { Adbd } from '../../simulator/adbd/adbd.ts';
import { Authorizer } from '../../simulator/adbd/authorizer.ts';
import { createSystemClock } from '../../simulator/desk/system-clock.ts';
import type { BootTarget } from '../../simulator/device-port.ts';
import { freePort } from './free-port.ts';
import { TinyDevice } from './tiny-device.ts';

export interface TinyAdbd {
  readonly adbd: Adbd;
  readonly device: TinyDevice;
  readonly authorizer: Authorizer;
  readonly port: number;
  readonly reboots: readonly BootTarget[];
}

/** An adbd with the smallest phone behind it, closed after the running test; a failing service fails the test. */
export async function startTinyAdbd(
  wishes: { readonly sdk?: number; readonly device?: TinyDevice; readonly asksForKey?: boolean } = {},
): Promise<TinyAdbd> {
  const device = wishes.device ?? new TinyDevice();
  const authorizer = new Authorizer(wishes.asksForKey ?? false);
  const reboots: BootTarget[] = [];
  const problems: unknown[] = [];
  const adbd = new Adbd({
    device,
    authorizer,
    clock: createSystemClock(),
    sdk: wishes.sdk ?? 28,
    onReboot: (target) => reboots.push(target),
    report: (problem) => problems.push(problem),
  });
  const port = await freePort();
  await adbd.listen(port);
  onTestFinished(async () => {
    await adbd.close();
    if (problems.length > 0) throw new AggregateError(problems, 'a service failed');
  });
  return { adbd, device, authorizer, port, reboots };
}
