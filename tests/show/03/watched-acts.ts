import { fileURLToPath } from 'node:url';
import { runPlaybook } from '../../../electron/automation/engine/run-playbook.ts';
import type { PlaybookResult } from '../../../electron/automation/engine/run-ports.ts';
import { loadPlaybooks } from '../../../electron/automation/playbooks/playbooks.ts';
import type { UiDriver } from '../../../electron/automation/ui-driver.ts';
import type { PlaybookAct } from '../../../electron/contract/automation.ts';
import { succeed } from '../../../electron/contract/outcome.ts';
import { createSystemClock } from '../../../electron/runtime/clock.ts';
import { declaredReadsOf, moreReadsIn, readsOfOpening } from '../../support/automation/declared-reads.ts';
import { OutsideWatch, uncoveredMs, type Span } from '../../support/automation/outside-watch.ts';
import {
  steadyMsOf,
  weighPauses,
  writtenMsOf,
  type SteadyStep,
  type WeighedPause,
} from '../../support/automation/written-waits.ts';

const clock = createSystemClock();
const messengerApp = 'com.tencent.mm';
const playbooks = loadPlaybooks(fileURLToPath(new URL('../../../resources/playbooks/', import.meta.url)));

/** From the end of the step before to its own, so that nothing between two steps is left out. */
export interface WatchedStep {
  readonly step: string;
  /** Neither a call to the phone nor a wait in which its page changed. */
  readonly overheadMs: number;
  /** Of that what is no wait that the playbook asks for. */
  readonly bareMs: number;
  readonly callMs: number;
  readonly phoneMs: number;
  readonly treeReads: number;
  /** How often it was to be read, by the playbook and by what befell. */
  readonly declaredReads: number;
}

export interface WatchedAct {
  readonly act: PlaybookAct;
  readonly result: PlaybookResult;
  readonly steps: readonly WatchedStep[];
  /** What comes after the last step: the way home, and the pictures that were taken on the way are kept. */
  readonly ending: Omit<WatchedStep, 'step' | 'declaredReads'>;
  readonly pauses: readonly WeighedPause[];
}

export interface ActOrder {
  readonly act: PlaybookAct;
  readonly variables: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** For a control: every step is held up for so long. */
  readonly idleMs?: number;
  /** For a control: whatever is read is read so often. */
  readonly readsEach?: number;
}

/** The shipped playbook that writes the longest waits down (`steadyMs`), all its steps together. */
export function longestWritten(): { readonly act: PlaybookAct; readonly ms: number } {
  const [most] = playbooks.all.map(writtenMsOf).toSorted((one, other) => other.ms - one.ms);
  if (most === undefined) throw new Error('no playbooks');
  return most;
}

/** Carries an act out on a virtual phone, timed from outside of the engine: a wrapped driver, a wrapped clock, the ends of steps. */
export async function watchAct(
  driver: UiDriver,
  { act, variables, signal, idleMs = 0, readsEach = 1 }: ActOrder,
): Promise<WatchedAct> {
  const playbook = playbooks.find(messengerApp, act);
  if (playbook === null) throw new Error(`the playbook of ${act} has problems`);
  const watch = new OutsideWatch(driver, clock);
  const steadyMs = steadyMsOf(playbook);
  const done: (SteadyStep & { readonly step: string })[] = [];
  const startMs = performance.now();
  const result = await runPlaybook({
    driver: readOften(watch.driver, readsEach),
    playbook,
    purpose: 'run',
    variables,
    mode: 'auto',
    phone: { isVirtual: true, appVersion: null },
    isRehearsed: true,
    commit: { ask: () => Promise.resolve(succeed('go')) },
    operator: { commitByHand: () => Promise.resolve(succeed('given-up')) },
    evidence: { save: () => Promise.resolve(succeed('picture')) },
    pictures: null,
    language: 'zh-CN',
    observe: ({ step, durationMs }) => {
      idle(idleMs);
      const stepEndMs = performance.now();
      done.push({ step, startMs: stepEndMs - durationMs, endMs: stepEndMs, steadyMs: steadyMs.get(step) ?? 0 });
    },
    clock,
    machineClock: watch.clock,
    signal,
  });
  const endMs = performance.now();
  watch.end();
  const pauses = weighPauses(watch.pauses, done);
  const declared = declaredReadsOf(playbook);
  const steps = done.map(({ step, ...own }, index) => {
    const span = { startMs: done[index - 1]?.endMs ?? startMs, endMs: own.endMs };
    const opening = index === 0 ? readsOfOpening({ startMs, endMs: own.startMs }, watch.deeds) : 0;
    const declaredReads = declared(step) + opening + moreReadsIn(span, watch.deeds, pauses);
    return { step, declaredReads, ...weighSpan(span, watch, pauses) };
  });
  const ending = weighSpan({ startMs: done.at(-1)?.endMs ?? startMs, endMs }, watch, pauses);
  return { act, result, pauses, ending, steps };
}

/** An engine that reads every page again and again, as a wrapped phone makes it. */
function readOften(driver: UiDriver, times: number): UiDriver {
  return {
    ...driver,
    tree: async () => {
      for (let turn = 1; turn < times; turn++) await driver.tree();
      return driver.tree();
    },
  };
}

type WeighedSpan = Omit<WatchedStep, 'step' | 'declaredReads'>;

function weighSpan(span: Span, { calls, treeReads }: OutsideWatch, pauses: WatchedAct['pauses']): WeighedSpan {
  // A timer that comes late is no wait of the phone's: only what was asked for is taken off.
  const phone = pauses.filter(({ cause }) => cause === 'phone').map(toAskedSpan);
  const written = pauses.map((pause) => toAskedSpan({ ...pause, askedMs: pause.writtenMs }));
  const wholeMs = span.endMs - span.startMs;
  return {
    overheadMs: uncoveredMs(span, [...calls, ...phone]),
    bareMs: uncoveredMs(span, [...calls, ...phone, ...written]),
    callMs: wholeMs - uncoveredMs(span, calls),
    phoneMs: wholeMs - uncoveredMs(span, phone),
    treeReads: treeReads.filter((readMs) => readMs >= span.startMs && readMs < span.endMs).length,
  };
}

function toAskedSpan({ startMs, endMs, askedMs }: WeighedPause): Span {
  return { startMs, endMs: Math.min(endMs, startMs + askedMs) };
}

function idle(durationMs: number): void {
  const untilMs = performance.now() + durationMs;
  while (performance.now() < untilMs);
}
