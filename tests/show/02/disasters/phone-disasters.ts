import { ask } from '../../../support/fault-desk/fault-desk.ts';
import type { FaultDesk } from '../../../support/fault-desk/fault-desk.ts';
import { blind, until, wait, allSights, withTree, type Disaster } from './disaster.ts';

const askAgainMs = 1_000;

/** An update restarts the phone and leaves its debugging switch off. */
export const debuggingOff: Disaster = {
  name: 'debugging off after an update',
  forms: [
    { name: 'seen on USB', sights: withTree },
    { name: 'updated, then gone', sights: blind },
    { name: 'restarted from here, never back', sights: blind },
  ],
  bystanders: [1, 14, 15, 16],
  async strike(desk, { random, form }) {
    // The updated phone keeps its build until it restarts: no other form may meet it.
    const index = form === 1 ? random.between(2, 5) : random.between(6, 10);
    const phoneId = desk.phoneIdOf(index);
    const struckMs = performance.now();
    if (form === 1) await updateThenBack(desk, index);
    if (form === 2) await ask(desk, 'phones.reboot', { phoneIds: [phoneId], isConfirmed: true });
    desk.bench.switchOff(index);
    await wait(700);
    desk.bench.setDebugging(index, false);
    desk.bench.switchOn(index);
    return {
      struckMs,
      cause: 'debugging-off',
      isRight: ({ subject }) => subject.phoneId === phoneId,
      confidences: [(['certain', 'likely', 'possible'] as const)[form] ?? 'possible'],
      undo: () => bringBack(desk, index),
    };
  },
};

/** It comes back once, as another build, before the switch goes. */
async function updateThenBack({ bench, phones, layer, phoneIdOf }: FaultDesk, index: number): Promise<void> {
  bench.switchOff(index);
  const { phone } = phones.device(index);
  phone.restart();
  phone.setProperty('ro.build.version.security_patch', '2026-09-05');
  await wait(600);
  bench.switchOn(index);
  const isUpdated = (): boolean => layer.devices.phones.get(phoneIdOf(index))?.facts.securityPatch === '2026-09-05';
  await until('the console knows the new build', isUpdated);
}

async function bringBack({ phones }: FaultDesk, index: number): Promise<void> {
  await phones.desk.phone(index).whenPortReached();
  await phones.untilConnected(index);
}

/** It grows hot, shuts down, and stays off until it is cool. */
export const hotPhone: Disaster = {
  name: 'one hot phone',
  forms: [
    { name: 'grows hot', sights: allSights },
    { name: 'hot at once', sights: allSights },
  ],
  bystanders: [1, 14, 15, 16],
  async strike(desk, { random, form }) {
    const index = random.between(6, 10);
    const phoneId = desk.phoneIdOf(index);
    const { battery } = desk.phones.device(index).phone;
    const struckMs = performance.now();
    for (const celsius of form === 0 ? [42, 46, 48.5] : [51.5]) {
      battery.holdTemperature(celsius);
      await readTemperature(desk, phoneId, celsius);
    }
    desk.bench.switchOff(index);
    return {
      struckMs,
      cause: 'phone-hot',
      isRight: ({ subject }) => subject.phoneId === phoneId,
      confidences: form === 0 ? ['possible'] : ['likely'],
      undo: () => battery.holdTemperature(null),
    };
  },
};

/** A poll that is under way leaves no room for another: asked until it is read. */
async function readTemperature(desk: FaultDesk, phoneId: string, celsius: number): Promise<void> {
  let askedMs = -Infinity;
  await until(`${celsius} °C is read`, () => {
    if (temperatureOf(desk, phoneId) === celsius) return true;
    if (performance.now() - askedMs > askAgainMs) {
      askedMs = performance.now();
      void ask(desk, 'phones.recheck', { phoneIds: [phoneId] });
    }
    return false;
  });
}

function temperatureOf({ layer }: FaultDesk, phoneId: string): number | null {
  const checks = layer.devices.phones.get(phoneId)?.health.checks ?? [];
  return checks.find(({ id }) => id === 'battery-temperature')?.value ?? null;
}
