import { fileURLToPath } from 'node:url';
import { runPlaybook } from '../../../electron/automation/engine/run-playbook.ts';
import type { PlaybookResult } from '../../../electron/automation/engine/run-ports.ts';
import { loadPlaybooks } from '../../../electron/automation/playbooks/playbooks.ts';
import type { UiDriver } from '../../../electron/automation/ui-driver.ts';
import type { PlaybookAct } from '../../../electron/contract/automation.ts';
import { succeed } from '../../../electron/contract/outcome.ts';
import { createSystemClock } from '../../../electron/runtime/clock.ts';
import { OutsideWatch, uncoveredMs, type Span, type WatchedPause } from '../../support/automation/outside-watch.ts';

const clock = createSystemClock();
const messengerApp = 'com.tencent.mm';
const playbooks = loadPlaybooks(fileURLToPath(new URL('../../../resources/playbooks/', import.meta.url)));

/** From the end of the step before to its own, so that nothing between two steps is left out. */
export interface WatchedStep {
  /** Neither a call to the phone nor a wait in which its page changed. */
  readonly overheadMs: number;
  /** Of that what is no wait that the playbook asks for. */
  readonly bareMs: number;
  readonly callMs: number;
  readonly phoneMs: number;
}

export interface WatchedAct {
  readonly act: PlaybookAct;
  readonly result: PlaybookResult;
  readonly steps: readonly WatchedStep[];
  /** What comes after the last step: the way home, and the pictures that were taken on the way are kept. */
  readonly ending: WatchedStep;
  /** `isWritten`: as long as a playbook's own `steadyMs`. */
  readonly pauses: readonly (WatchedPause & { readonly isWritten: boolean })[];
}

export interface ActOrder {
  readonly act: PlaybookAct;
  readonly variables: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** For a control: every step is held up for so long. */
  readonly idleMs?: number;
}

/** Carries an act out on a virtual phone, timed from outside of the engine: a wrapped driver, a wrapped clock, the ends of steps. */
export async function watchAct(
  driver: UiDriver,
  { act, variables, signal, idleMs = 0 }: ActOrder,
): Promise<WatchedAct> {
  const playbook = playbooks.find(messengerApp, act);
  if (playbook === null) throw new Error(`the playbook of ${act} has problems`);
  const watch = new OutsideWatch(driver, clock);
  const endsMs: number[] = [];
  const startMs = performance.now();
  const result = await runPlaybook({
    driver: watch.driver,
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
    observe: () => {
      idle(idleMs);
      endsMs.push(performance.now());
    },
    clock,
    machineClock: watch.clock,
    signal,
  });
  const endMs = performance.now();
  watch.end();
  const writtenMs = waitsOf(playbook);
  const pauses = watch.pauses.map((pause) => ({ ...pause, isWritten: writtenMs.has(pause.askedMs) }));
  const spans = endsMs.map((end, index) => ({ startMs: endsMs[index - 1] ?? startMs, endMs: end }));
  const ending = weighStep({ startMs: endsMs.at(-1) ?? startMs, endMs }, watch.calls, pauses);
  return { act, result, pauses, ending, steps: spans.map((span) => weighStep(span, watch.calls, pauses)) };
}

function weighStep(span: Span, calls: readonly Span[], pauses: WatchedAct['pauses']): WatchedStep {
  // A timer that comes late is no wait of the phone's: only what was asked for is taken off.
  const phone = pauses.filter(({ cause }) => cause === 'phone').map(toAskedSpan);
  const written = pauses.filter(({ isWritten }) => isWritten).map(toAskedSpan);
  const wholeMs = span.endMs - span.startMs;
  return {
    overheadMs: uncoveredMs(span, [...calls, ...phone]),
    bareMs: uncoveredMs(span, [...calls, ...phone, ...written]),
    callMs: wholeMs - uncoveredMs(span, calls),
    phoneMs: wholeMs - uncoveredMs(span, phone),
  };
}

function toAskedSpan({ startMs, endMs, askedMs }: WatchedPause): Span {
  return { startMs, endMs: Math.min(endMs, startMs + askedMs) };
}

/** Every `steadyMs` of a playbook and of its app: waits that its author wrote down, for a list that is still being filled. */
function waitsOf(playbook: unknown): ReadonlySet<number> {
  const found = new Set<number>();
  const seen = new Set<object>();
  const walk = (value: unknown, key: string): void => {
    if (key === 'steadyMs' && typeof value === 'number') found.add(value);
    if (value === null || typeof value !== 'object' || seen.has(value)) return;
    seen.add(value);
    for (const [inner, each] of Object.entries(value)) walk(each, inner);
  };
  walk(playbook, '');
  return found;
}

function idle(durationMs: number): void {
  const untilMs = performance.now() + durationMs;
  while (performance.now() < untilMs);
}
