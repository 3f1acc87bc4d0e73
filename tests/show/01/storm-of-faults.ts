import type { Phone } from '../../../electron/contract/phones.ts';
import { pause } from '../../../electron/runtime/clock.ts';
import { createSystemClock } from '../../../electron/runtime/clock.ts';
import type { DeskTruth } from '../../support/controlled-desk.ts';
import { openDemoConsole, type DemoConsole } from '../../support/demo-console.ts';
import { describeForgotten } from './forgotten-phones.ts';
import { atLeast, atMost, exactly, type Figure, type ShowLine, type ShowOptions } from '../show-line.ts';

interface StormForm {
  readonly phones: number;
  readonly stormMs: number;
  readonly settleMs: number;
  readonly leastFaults: number;
  readonly leastDrops: number;
  readonly leastLongDrops: number;
}

const full: StormForm = {
  phones: 100,
  stormMs: 5 * 60_000,
  settleMs: 90_000,
  leastFaults: 145,
  leastDrops: 30,
  leastLongDrops: 10,
};
const short: StormForm = {
  phones: 20,
  stormMs: 30_000,
  settleMs: 90_000,
  leastFaults: 13,
  leastDrops: 1,
  leastLongDrops: 0,
};
const lookEveryMs = 500;
/** Sockets and timers that may come and go on their own: the look at the truth, and what is under way that moment. */
const looseHandles = 6;
/** Cool-downs of recovery run for half a minute after a phone is back; what still stands after a minute and a half has leaked. */
const mostLooks = 180;
const clock = createSystemClock();

/**
 * A storm over the whole desk, after which every row must be true. Run a second time with the console's recovery off, it
 * must leave rows untrue: a storm that needs no recovery would prove nothing.
 */
export const stormOfFaults: ShowLine = {
  id: '01.3',
  title: 'storm of faults over the desk; afterwards every state is true and nothing has leaked',
  hasShortForm: true,
  limitMs: 25 * 60_000,
  async run(options) {
    const form = options.isShort ? short : full;
    const withRecovery = await weather(form, true, options);
    if (options.isShort) return [...withRecovery.figures, ...(await describeForgotten(options))];
    const control = await weather(form, false, options);
    return [
      ...withRecovery.figures,
      {
        name: 'rows untrue at the end with recovery off',
        value: control.untrueCount,
        bar: '≥ 1',
        isMet: control.untrueCount >= 1,
      },
    ];
  },
};

interface Weathered {
  readonly untrueCount: number;
  readonly figures: readonly Figure[];
}

async function weather(form: StormForm, isRecoveryEnabled: boolean, options: ShowOptions): Promise<Weathered> {
  const { say, signal } = options;
  const before = countHandles();
  const running = await openDemoConsole({ phones: form.phones, isRecoveryEnabled, seed: options.seed });
  try {
    // A phone whose first poll still waits for its turn has no timer yet: the count would be too low to compare with.
    await running.console.waitFor(({ phones }) => phones.filter(isAtRest).length === form.phones, 90_000);
    say(
      `${form.phones} phones ready; storm for ${form.stormMs / 1000} s, recovery ${isRecoveryEnabled ? 'on' : 'off'}`,
    );
    const calm = countHandles();
    await running.desk.setScenario('chaos');
    await pause(clock, form.stormMs, signal);
    await running.desk.setScenario(null);
    const { faultCounts: struck } = await running.desk.truth();
    // The short form does not wait for the long drops: that they end by themselves is for the full one.
    if (options.isShort) await running.desk.clearFaults();
    await untilFaultsEnd(running, signal);
    const endedMs = performance.now();
    const untrue = await settle(running, form.settleMs, signal);
    const settledSeconds = (performance.now() - endedMs) / 1000;
    const { phones: rows } = await running.console.snapshot();
    for (const row of await strangers(running, rows)) say(`no phone of the desk: ${row}`);
    for (const row of untrue) say(`untrue: ${row}`);
    const grown = await growth(calm, looseHandles, signal);
    await running.close();
    const left = await growth(before, 0, signal);
    return {
      untrueCount: untrue.length,
      figures: [
        atLeast('faults started', struck.total, form.leastFaults, 'faults'),
        atLeast('of them that broke the connection', struck.drops, form.leastDrops, 'faults'),
        atLeast('of these with the port closed for more than 70 s', struck.longDrops, form.leastLongDrops, 'faults'),
        exactly('rows on the page', rows.length, form.phones),
        exactly('rows untrue after the storm', untrue.length, 0),
        atMost('every row true after the last fault ended', settledSeconds, form.settleMs / 1000, 's'),
        atMost('sockets and timers more than before the storm', grown, looseHandles, 'handles'),
        atMost('sockets and timers left after the end', left, 0, 'handles'),
        exactly('warnings about leaking listeners', leakWarnings.length, 0),
      ],
    };
  } finally {
    await running.close();
  }
}

function isAtRest({ state, health }: Phone): boolean {
  return state === 'ready' && health.polledAt !== null;
}

const leakWarnings: string[] = [];
process.on('warning', (warning) => {
  if (warning.name === 'MaxListenersExceededWarning') leakWarnings.push(warning.message);
});

async function untilFaultsEnd({ desk }: DemoConsole, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const { phones } = await desk.truth();
    if (phones.every(({ faults }) => faults.length === 0)) return;
    await pause(clock, lookEveryMs, signal);
  }
}

/** Looks until every row is true or the time is over; answers the rows that are not. */
async function settle(
  { desk, console }: DemoConsole,
  limitMs: number,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const [truth, snapshot] = [await desk.truth(), await console.snapshot()];
    const untrue = truth.phones.flatMap((phone) => describeUntruth(phone, snapshot.phones));
    if (untrue.length === 0 || performance.now() > deadline || signal.aborted) return untrue;
    await pause(clock, lookEveryMs, signal);
  }
}

/** Rows that belong to no phone of the desk, with what is known of them. */
async function strangers({ desk }: DemoConsole, rows: readonly Phone[]): Promise<readonly string[]> {
  const serials = new Set((await desk.truth()).phones.map(({ serial }) => serial));
  return rows
    .filter(({ facts }) => facts.hardwareSerial === null || !serials.has(facts.hardwareSerial))
    .map(({ state, reason, facts, routes, firstSeenAt, lastSeenAt }) =>
      JSON.stringify({ state, reason, facts, routes, firstSeenAt, lastSeenAt }),
    );
}

interface Row {
  readonly state: string;
  readonly facts: { readonly hardwareSerial: string | null };
}

function describeUntruth(truth: DeskTruth['phones'][number], rows: readonly Row[]): string[] {
  const own = rows.filter(({ facts }) => facts.hardwareSerial === truth.serial);
  const state = own.length === 1 ? (own[0]?.state ?? 'no row') : `${own.length} rows`;
  return truth.acceptable.includes(state) ? [] : [`phone ${truth.index}: ${state}, in truth ${truth.state}`];
}

function countHandles(): number {
  return process.getActiveResourcesInfo().filter((kind) => /TCP|Socket|Pipe|Timeout|Process/u.test(kind)).length;
}

/** How many handles more than `base` there are, once what is closing has closed; looks for a few seconds. */
async function growth(base: number, enough: number, signal: AbortSignal): Promise<number> {
  let least = countHandles() - base;
  for (let look = 0; look < mostLooks && least > enough && !signal.aborted; look++) {
    await pause(clock, lookEveryMs, signal);
    least = Math.min(least, countHandles() - base);
  }
  return Math.max(0, least);
}
