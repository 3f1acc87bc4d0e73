import type { Confidence } from '../../../../electron/contract/faults.ts';
import { ask, type FaultDesk } from '../../../support/fault-desk/fault-desk.ts';
import {
  allSights,
  blind,
  portless,
  until,
  wait,
  withLogAlone,
  withTree,
  type Disaster,
  type Form,
} from './disaster.ts';

const askAgainMs = 1_000;

interface SwitchForm extends Form {
  readonly before: 'nothing' | 'update' | 'restart';
  readonly confidence: Confidence;
}

const switchForms: readonly SwitchForm[] = [
  { name: 'seen on USB', before: 'nothing', confidence: 'certain', sights: withTree, isQuick: true },
  { name: 'updated, then gone', before: 'update', confidence: 'likely', sights: blind },
  { name: 'restarted from here, never back', before: 'restart', confidence: 'possible', sights: blind },
  { name: 'never back', before: 'nothing', confidence: 'possible', sights: blind },
  {
    name: 'never back, on no map',
    before: 'nothing',
    confidence: 'possible',
    sights: portless,
    // With another one that hands took, and nobody knows from where, it might be a hub.
    noises: ['none', 'flapping'],
  },
  { name: 'never back, and heard on its port', before: 'nothing', confidence: 'likely', sights: withLogAlone },
];

/** An update restarts the phone and leaves its debugging switch off. */
export const debuggingOff: Disaster = {
  name: 'debugging off after an update',
  forms: switchForms,
  bystanders: [1, 14, 15, 16],
  async strike(desk, { random, form }) {
    const { before, confidence } = switchForms[form] ?? { before: 'nothing', confidence: 'certain' };
    // The updated phone keeps its build until it restarts: no other form may meet it.
    const index = before === 'update' ? random.between(2, 5) : random.between(6, 10);
    const phoneId = desk.phoneIdOf(index);
    const struckMs = performance.now();
    if (before === 'update') await updateThenBack(desk, index);
    if (before === 'restart') await ask(desk, 'phones.reboot', { phoneIds: [phoneId], isConfirmed: true });
    desk.bench.switchOff(index);
    await wait(700);
    desk.bench.setDebugging(index, false);
    desk.bench.switchOn(index);
    return {
      struckMs,
      cause: 'debugging-off',
      isRight: ({ subject }) => subject.phoneId === phoneId,
      confidences: [confidence],
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
    { name: 'grows hot', sights: allSights, isQuick: true },
    { name: 'hot at once', sights: [...allSights, ...portless], isQuick: true },
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
