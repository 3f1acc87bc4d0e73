import type { Devices } from './devices/devices.ts';

/** Phones that no adb server knows of, for whoever holds and asks phones. */
export type MorePhones = Pick<Devices['phones'], 'list' | 'get' | 'subscribe' | 'withPhone'>;

/** The device layer with such phones beside its own; of an id that both know, the ones brought count. */
export function withMorePhones(devices: Devices, more: MorePhones): Devices {
  const own = devices.phones;
  return {
    ...devices,
    phones: {
      ...own,
      list: () => [...own.list().filter(({ phoneId }) => more.get(phoneId) === null), ...more.list()],
      get: (phoneId) => more.get(phoneId) ?? own.get(phoneId),
      isRemembered: (phoneId) => more.get(phoneId) !== null || own.isRemembered(phoneId),
      subscribe: (listener) => {
        const stops = [own.subscribe(listener), more.subscribe(listener)];
        return () => {
          for (const stop of stops) stop();
        };
      },
      withPhone: (phoneId, holder, work, signal) =>
        (more.get(phoneId) === null ? own : more).withPhone(phoneId, holder, work, signal),
    },
  };
}
