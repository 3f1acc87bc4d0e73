import { ask, type FaultDesk } from '../../../support/fault-desk/fault-desk.ts';
import { until, wait } from './disaster.ts';

/** Nothing is broken; what a person does to a desk is not a fault. */
export interface QuietControl {
  readonly name: string;
  run(desk: FaultDesk): Promise<void>;
}

export const quietControls: readonly QuietControl[] = [
  { name: 'nothing happens', run: () => wait(1_000) },
  {
    name: 'one phone unplugged by hand',
    run: async ({ bench }) => bench.unplug(4),
  },
  {
    name: 'one phone unplugged and plugged in again',
    async run({ bench }) {
      bench.unplug(7);
      await wait(900);
      bench.plug(7);
    },
  },
  {
    name: 'two phones of one hub taken away by hand, one after the other',
    async run({ bench }) {
      bench.unplug(14);
      await wait(2_600);
      bench.unplug(15);
    },
  },
  {
    name: 'a phone moved to another port',
    async run({ bench }) {
      bench.unplug(9);
      await wait(800);
      bench.plug(9, '2-1.4');
    },
  },
  {
    name: 'a phone restarted from the console comes back',
    async run(desk) {
      const phoneId = desk.phoneIdOf(2);
      await ask(desk, 'phones.reboot', { phoneIds: [phoneId], isConfirmed: true });
      desk.bench.switchOff(2);
      await wait(1_200);
      await desk.phones.desk.phone(2).whenPortReached();
      await desk.phones.untilConnected(2);
      desk.bench.switchOn(2);
      await until('it is back', () => desk.layer.devices.phones.get(phoneId)?.state === 'ready');
    },
  },
];
