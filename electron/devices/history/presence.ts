import type { PresenceSpan } from '../../contract/history.ts';
import type { PhoneState } from '../../contract/phones.ts';

/** A phone's state from `at` on; null: not watched from there. */
export interface StateMark {
  readonly at: number;
  readonly state: PhoneState | null;
}

export interface Stretch {
  readonly fromAt: number;
  readonly toAt: number;
}

/** More spans than this are told as equal cells with a share each. */
export const spansMax = 600;

/** The states within `range`, without holes: what no stretch covers was not watched. */
export function spansOf(range: Stretch, stretches: readonly Stretch[], marks: readonly StateMark[]): PresenceSpan[] {
  const spans: PresenceSpan[] = [];
  let doneAt = range.fromAt;
  for (const stretch of stretches.toSorted((left, right) => left.fromAt - right.fromAt)) {
    const fromAt = Math.max(stretch.fromAt, doneAt);
    const toAt = Math.min(stretch.toAt, range.toAt);
    if (toAt <= fromAt) continue;
    pushSpan(spans, { fromAt: doneAt, toAt: fromAt }, null);
    pushStates(spans, { fromAt, toAt }, marksWithin(marks, stretch));
    doneAt = toAt;
  }
  pushSpan(spans, { fromAt: doneAt, toAt: range.toAt }, null);
  return spans.length <= spansMax ? spans : toCells(range, spans);
}

function marksWithin(marks: readonly StateMark[], { fromAt, toAt }: Stretch): StateMark[] {
  return marks.filter(({ at }) => at >= fromAt && at <= toAt);
}

function pushStates(spans: PresenceSpan[], { fromAt, toAt }: Stretch, marks: readonly StateMark[]): void {
  let state: PhoneState | null = null;
  let sinceAt = fromAt;
  for (const mark of marks) {
    if (mark.at >= toAt) break;
    if (mark.at > sinceAt) {
      pushSpan(spans, { fromAt: sinceAt, toAt: mark.at }, state);
      sinceAt = mark.at;
    }
    ({ state } = mark);
  }
  pushSpan(spans, { fromAt: sinceAt, toAt }, state);
}

function pushSpan(spans: PresenceSpan[], { fromAt, toAt }: Stretch, state: PhoneState | null): void {
  if (toAt <= fromAt) return;
  const last = spans.at(-1);
  if (last !== undefined && last.state === state) spans[spans.length - 1] = { ...last, toAt };
  else spans.push({ fromAt, toAt, state, availableShare: shareOf(state) });
}

function shareOf(state: PhoneState | null): number | null {
  if (state === null || state === 'set-aside') return null;
  return state === 'ready' || state === 'busy' ? 1 : 0;
}

/** The same stretch as `spansMax` equal cells; a cell in one state keeps its name. */
function toCells({ fromAt, toAt }: Stretch, spans: readonly PresenceSpan[]): PresenceSpan[] {
  const cellMs = (toAt - fromAt) / spansMax;
  let first = 0;
  return Array.from({ length: spansMax }, (_, index) => {
    const cell = { fromAt: fromAt + index * cellMs, toAt: fromAt + (index + 1) * cellMs };
    while ((spans[first]?.toAt ?? Number.POSITIVE_INFINITY) <= cell.fromAt) first++;
    return cellOf(cell, spans, first);
  });
}

function cellOf(cell: Stretch, spans: readonly PresenceSpan[], first: number): PresenceSpan {
  const states = new Set<PhoneState | null>();
  let watchedMs = 0;
  let availableMs = 0;
  for (let index = first; index < spans.length; index++) {
    const span = spans[index];
    if (span === undefined || span.fromAt >= cell.toAt) break;
    states.add(span.state);
    if (span.availableShare === null) continue;
    const ms = Math.min(span.toAt, cell.toAt) - Math.max(span.fromAt, cell.fromAt);
    watchedMs += ms;
    availableMs += ms * span.availableShare;
  }
  const [only = null] = states;
  return {
    ...cell,
    state: states.size === 1 ? only : null,
    availableShare: watchedMs > 0 ? availableMs / watchedMs : null,
  };
}
