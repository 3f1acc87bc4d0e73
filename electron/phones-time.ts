import { measurementOf } from './accounts/true-time/measurement.ts';
import type { PhoneWordStore } from './accounts/true-time/phone-word-store.ts';
import { SleepWatch } from './accounts/true-time/sleep-watch.ts';
import { TrueTime, type TimeSource } from './accounts/true-time/true-time.ts';
import type { Devices } from './devices/devices.ts';
import type { PhonePoll } from './devices/registry/phone-sessions.ts';
import type { Clock } from './runtime/clock.ts';
import type { DisposalStack } from './runtime/disposal.ts';
import type { ServicesPorts } from './services-config.ts';
import type { Store } from './store/store.ts';
import { isReal } from './virtual-folder.ts';

export interface PhonesTimeDeps {
  readonly ports: ServicesPorts & { readonly machineClock: Clock };
  readonly store: Store;
  readonly devices: Devices;
  readonly words: PhoneWordStore;
}

/**
 * True time out of what polls read. Virtual phones run on the PC's clock: they tell the time only where no real phone is remembered, and
 * leave no lasting mark.
 */
export function followPhones({ ports, store, devices, words }: PhonesTimeDeps, life: DisposalStack): TimeSource {
  const { clock, machineClock, power = null } = ports;
  const { phones, polls } = devices;
  const hasReal = (): boolean => phones.list().some(isReal);
  const time = life.use(
    new TrueTime({
      store,
      clock,
      sleep: new SleepWatch(machineClock),
      logger: ports.logger.scoped('accounts'),
      measureNow: () => devices.pollAll(),
      isLasting: hasReal,
      isBelieved: (phoneId, pcAheadMs) => !hasReal() || words.isBelieved(phoneId, pcAheadMs),
    }),
  );
  const virtualIds = new Set<string>();
  const forgetVirtual = (): void => {
    for (const phoneId of virtualIds) time.forget(phoneId);
    virtualIds.clear();
  };
  const onPolled = ({ phoneId, isVirtual, readings }: PhonePoll): void => {
    if (isVirtual && hasReal()) return;
    if (isVirtual) virtualIds.add(phoneId);
    else forgetVirtual();
    const measurement = measurementOf(phoneId, readings, clock.monotonic());
    if (measurement !== null) time.measured(measurement);
  };
  const onPhones = ({ removed }: { readonly removed: ReadonlySet<string> }): void => {
    for (const phoneId of removed) time.forget(phoneId);
    if (virtualIds.size > 0 && hasReal()) forgetVirtual();
  };
  life.defer(polls.subscribe(onPolled));
  life.defer(phones.subscribe(onPhones));
  if (power !== null) life.defer(power.onWoke(() => time.woke()));
  return time;
}
