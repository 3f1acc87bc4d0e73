import type { Snapshot } from '../../../electron/contract/desk.ts';
import { demoHostId } from '../../../electron/devices/hosts/host-record.ts';
import { openDemoConsole } from '../../support/demo-console.ts';
import { atMost, exactly, type ShowLine } from '../show-line.ts';

const absentWithinMs = 2_000;
/** Long enough for every retry of the console to have come to nothing. */
const deadForMs = { short: 6_000, full: 35_000 };
const backWithinMs = 35_000;

/** A dead adb server: told at once with its name, left dead until the click, and everything back by itself after it. */
export const deadServer: ShowLine = {
  id: '01.4',
  title: 'adb server killed: all absent within 2 s, dead until the click, then all back',
  hasShortForm: true,
  limitMs: 3 * 60_000,
  async run({ isShort, say }) {
    const count = isShort ? 8 : 30;
    const running = await openDemoConsole({ phones: count });
    const { console, desk } = running;
    try {
      await console.waitFor((snapshot) => countIn(snapshot, 'ready') === count, 60_000);
      await desk.killAdbServer();
      const killedMs = performance.now();
      const dead = await console.waitFor((snapshot) => countIn(snapshot, 'absent') === count, 20_000);
      const absentMs = performance.now() - killedMs;
      const named = dead.phones.filter(({ reason }) => reason.code === 'host-server-down').length;
      const hostState = dead.hosts.find(({ hostId }) => hostId === demoHostId)?.state ?? 'none';
      say('waiting whether it stays dead');
      const untilMs = performance.now() + (isShort ? deadForMs.short : deadForMs.full);
      const revived = await console
        .waitFor((snapshot) => countIn(snapshot, 'absent') < count, untilMs - performance.now())
        .then(
          () => true,
          () => false,
        );
      const isServerUp = (await desk.truth()).isAdbServerRunning;
      await console.call('operators.create', { name: '小王' });
      const clickedMs = performance.now();
      const clicked = await console.call('hosts.startServer', { hostId: demoHostId });
      await console.waitFor((snapshot) => countIn(snapshot, 'ready') === count, backWithinMs);
      return [
        atMost('all phones absent after the kill', absentMs, absentWithinMs, 'ms'),
        exactly('phones that name the server as the cause', named, count),
        exactly('host shown as', hostState, 'down'),
        exactly('came back without the click', String(revived || isServerUp), 'false'),
        exactly('the click', clicked.ok ? 'started it' : clicked.error.code, 'started it'),
        atMost('all back after the click', (performance.now() - clickedMs) / 1000, backWithinMs / 1000, 's'),
      ];
    } finally {
      await running.close();
    }
  },
};

function countIn({ phones }: Snapshot, state: string): number {
  return phones.filter((phone) => phone.state === state).length;
}
