import { demoHostId } from '../../../electron/devices/hosts/host-record.ts';
import { askAdbServer } from '../../../simulator/desk/adb-request.ts';
import { openDemoConsole, type DemoConsole } from '../../support/demo-console.ts';
import { exactly, type Figure, type ShowOptions } from '../show-line.ts';

const phoneCount = 4;
const forgottenCount = 2;
/** The console tries a forgotten network phone again at most 30 s apart. */
const backWithinMs = 45_000;
/** Longer than the console's first tries take. */
const goneForMs = 12_000;
const adbTimeoutMs = 5_000;

/**
 * In seconds what the long drops of the full storm prove in minutes: a phone that adb has forgotten comes back by the
 * console's recovery, and by nothing else.
 */
export async function describeForgotten({ seed, say }: ShowOptions): Promise<Figure[]> {
  say('phones that adb forgets, recovery on');
  const withRecovery = await countBack(seed, true);
  say('phones that adb forgets, recovery off');
  const without = await countBack(seed, false);
  return [
    exactly('forgotten phones back by themselves', withRecovery, forgottenCount),
    exactly('forgotten phones back with recovery off', without, 0),
  ];
}

async function countBack(seed: number, isRecoveryEnabled: boolean): Promise<number> {
  const running = await openDemoConsole({ phones: phoneCount, isRecoveryEnabled, seed });
  try {
    await untilReady(running, phoneCount, 60_000);
    await forget(running);
    await running.console.waitFor(
      ({ phones }) => phones.filter(({ state }) => state !== 'ready').length === forgottenCount,
      10_000,
    );
    await untilReady(running, phoneCount, isRecoveryEnabled ? backWithinMs : goneForMs).catch(() => undefined);
    const { phones } = await running.console.snapshot();
    return phones.filter(({ state }) => state === 'ready').length - (phoneCount - forgottenCount);
  } finally {
    await running.close();
  }
}

async function untilReady({ console }: DemoConsole, count: number, limitMs: number): Promise<void> {
  await console.waitFor(({ phones }) => phones.filter(({ state }) => state === 'ready').length === count, limitMs);
}

/** As adb does with a network phone whose port stays closed for a minute; the port itself is open here. */
async function forget({ console }: DemoConsole): Promise<void> {
  const { phones, hosts } = await console.snapshot();
  const port = hosts.find(({ hostId }) => hostId === demoHostId)?.port;
  if (port === undefined) throw new Error('the virtual desk has no host');
  for (const { routes } of phones.slice(0, forgottenCount)) {
    for (const { serial } of routes) await askAdbServer(port, `host:disconnect:${serial}`, adbTimeoutMs);
  }
}
