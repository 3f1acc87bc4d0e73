import type { FaultReading } from '../../../../electron/contract/faults.ts';
import { ask, type FaultDesk } from '../../../support/fault-desk/fault-desk.ts';
import { until, untilAbsent, wait } from './disaster.ts';
import { replaceServer } from './server-disasters.ts';

/** Nothing is broken; what a person does to a desk is not a fault. */
export interface QuietControl {
  readonly name: string;
  run(desk: FaultDesk): Promise<void>;
  /** What may be read all the same, since it is so. */
  readonly isRight?: (reading: FaultReading) => boolean;
}

/** That the server was restarted is told, as its phones dropped for it, and is nobody's fault. */
const isRestart = ({ cause }: FaultReading): boolean => cause === 'server-restarted';
const hourMs = 70_000;
const betweenMs = 3_000;

/** A phone that somebody took away and one whose switch an update turned off look alike where nothing is told of USB. */
function isGuess({ cause, confidence, facts }: FaultReading): boolean {
  const isBlind = facts.some(({ code }) => code === 'usb-unknown');
  return cause === 'debugging-off' && confidence === 'possible' && isBlind;
}

export const quietControls: readonly QuietControl[] = [
  { name: 'nothing happens', run: () => wait(500) },
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
    async run(desk) {
      desk.bench.unplug(14);
      await untilAbsent(desk, 14);
      await desk.pass(betweenMs);
      desk.bench.unplug(15);
    },
    isRight: isGuess,
  },
  {
    name: 'a whole hub cleared by hand, one phone after the other',
    async run(desk) {
      for (const index of desk.bench.phonesBelow('1-1')) {
        desk.bench.unplug(index);
        await untilAbsent(desk, index);
        await desk.pass(betweenMs);
      }
    },
    isRight: isGuess,
  },
  {
    name: 'one phone taken away for an hour',
    async run(desk) {
      desk.bench.unplug(4);
      await untilAbsent(desk, 4);
      await desk.pass(hourMs);
    },
    isRight: isGuess,
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
  {
    name: 'the adb server restarted',
    run: (desk) => replaceServer(desk, null, 300),
    isRight: isRestart,
  },
  {
    name: 'the adb server restarted while two phones are away, and the others come back one by one',
    async run(desk) {
      const { bench, phones, proxy } = desk;
      for (const index of [14, 15]) bench.unplug(index);
      await untilAbsent(desk, 14, 15);
      await Promise.all([phones.desk.killAdbServer(), proxy.goDown()]);
      await until('the server is lost', () => desk.layer.devices.hosts.get('local')?.state !== 'up');
      await phones.desk.startAdbServer();
      await proxy.comeUp();
      await phones.desk.connectPhones();
    },
    isRight: isRestart,
  },
  {
    name: 'adb upgraded: its version changes once',
    run: (desk) => replaceServer(desk, 42, 300),
    isRight: isRestart,
  },
  {
    name: 'adb upgraded, and restarted once more',
    async run(desk) {
      await replaceServer(desk, 42, 300);
      await replaceServer(desk, 42, 300);
    },
    isRight: isRestart,
  },
];
