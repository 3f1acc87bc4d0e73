import type { Snapshot } from '../../../electron/contract/desk.ts';
import { openOnDemoHost, openOnThisMachine, type ServedConsole } from '../../support/served-console.ts';
import { atMost, exactly, type Figure, type ShowLine } from '../show-line.ts';

const absentWithinMs = 2_000;
/** Long enough for every retry of the console to have come to nothing. */
const deadForMs = { short: 6_000, full: 35_000 };
const backWithinMs = 35_000;
const phoneCount = { short: 8, full: 30 };

/** Whose adb server is killed. */
const rounds: readonly { readonly name: string; readonly open: (count: number) => Promise<ServedConsole> }[] = [
  { name: 'virtual desk', open: openOnDemoHost },
  { name: 'this machine', open: openOnThisMachine },
];

/** A dead adb server: told at once with its name, left dead until the click, and everything back by itself after it. */
export const deadServer: ShowLine = {
  id: '01.4',
  title: 'adb server killed: all absent within 2 s, dead until the click, then all back',
  hasShortForm: true,
  limitMs: 5 * 60_000,
  async run({ isShort, say, signal }) {
    const form = isShort ? 'short' : 'full';
    const figures: Figure[] = [];
    for (const { name, open } of rounds) {
      signal.throwIfAborted();
      say(`server of: ${name}`);
      const served = await open(phoneCount[form]);
      try {
        figures.push(...(await killAndRevive(served, { name, count: phoneCount[form], deadMs: deadForMs[form] })));
      } finally {
        await served.close();
      }
    }
    return figures;
  },
};

interface Round {
  readonly name: string;
  readonly count: number;
  readonly deadMs: number;
}

async function killAndRevive(served: ServedConsole, { name, count, deadMs }: Round): Promise<Figure[]> {
  const { console, hostId } = served;
  await console.waitFor((snapshot) => countIn(snapshot, 'ready') === count, 60_000);
  const killedMs = performance.now();
  await served.killServer();
  const dead = await console.waitFor((snapshot) => countIn(snapshot, 'absent') === count, 20_000);
  const absentMs = performance.now() - killedMs;
  const named = dead.phones.filter(({ reason }) => reason.code === 'host-server-down').length;
  const hostState = dead.hosts.find((host) => host.hostId === hostId)?.state ?? 'none';
  const hasRevived = await comesBack(served, count, deadMs);
  await console.call('operators.create', { name: '小王' });
  const clickedMs = performance.now();
  const clicked = await console.call('hosts.startServer', { hostId });
  await console.waitFor((snapshot) => countIn(snapshot, 'ready') === count, backWithinMs);
  return [
    atMost(`${name}: all phones absent after the kill`, absentMs, absentWithinMs, 'ms'),
    exactly(`${name}: phones that name the server as the cause`, named, count),
    exactly(`${name}: host shown as`, hostState, 'down'),
    exactly(`${name}: came back without the click`, String(hasRevived), 'false'),
    exactly(`${name}: the click`, clicked.ok ? 'started it' : clicked.error.code, 'started it'),
    atMost(`${name}: all back after the click`, (performance.now() - clickedMs) / 1000, backWithinMs / 1000, 's'),
  ];
}

/** Whether a phone, or the server itself, comes back within that time. */
async function comesBack(served: ServedConsole, count: number, withinMs: number): Promise<boolean> {
  const isSeen = await served.console
    .waitFor((snapshot) => countIn(snapshot, 'absent') < count, withinMs)
    .then(
      () => true,
      () => false,
    );
  return isSeen || (await served.isServerUp());
}

function countIn({ phones }: Snapshot, state: string): number {
  return phones.filter((phone) => phone.state === state).length;
}
