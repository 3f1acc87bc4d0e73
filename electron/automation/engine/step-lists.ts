import type { UiNode, UiTree } from '../hierarchy.ts';
import { findRow, readCells, readRows, type RowRules } from '../lists/list-page.ts';
import type { Step } from '../playbooks/playbook-schema.ts';
import { climbTo, readWholeList, type ListOrder } from './list-reading.ts';
import type { PhoneView } from './phone-view.ts';
import type { ReadList } from './run-ports.ts';
import type { RunState } from './run-state.ts';
import { isAlike } from './step-readings.ts';
import { endStep, endUnsaid, type StepDeps, type StepOutcome } from './step-outcome.ts';
import { judgeMissing } from './step-search.ts';
import { tapOn } from './step-taps.ts';
import { sizeOf } from './swipes.ts';

/** Reads the rows of a list; `<as>Complete` then says `yes` or `no`. */
export async function collectRows(deps: StepDeps, step: Step): Promise<StepOutcome> {
  const rules = rowRules(deps.state, step);
  return collect(deps, step, {
    ...orderOf(deps.state, step),
    readPage: (list) => readRows(list, rules),
    hasClosing: rules.closing !== null,
  });
}

/** Reads the cells of a grid as `collectRows` does rows. */
export async function collectCells(deps: StepDeps, step: Step): Promise<StepOutcome> {
  const { state } = deps;
  const until = step.until === undefined ? null : state.search(step.until);
  const borderOf = (page: UiTree): number | null => {
    const tops = until?.all(page).flatMap(({ bounds }) => (bounds === null ? [] : [bounds.top])) ?? [];
    return tops.length === 0 ? null : Math.min(...tops);
  };
  const total = step.total === undefined ? undefined : state.values.get(step.total);
  return collect(deps, step, {
    ...orderOf(state, step),
    readPage: (list, page) => readCells(list, { ignore: step.ignore, bottom: borderOf(page) }),
    isEnd: (page) => borderOf(page) !== null,
    total: typeof total === 'number' ? total : null,
    isEndEnough: false,
  });
}

async function collect({ state, view }: StepDeps, step: Step, order: ListOrder): Promise<StepOutcome> {
  const read = await readList(view, state, step, order);
  if ('kind' in read) return read;
  const name = step.as ?? step.id;
  state.lists.set(name, read);
  state.values.set(`${name}Complete`, read.isComplete ? 'yes' : 'no');
  state.set(step.set);
  return { kind: 'next', alternate: 0, note: `${read.items.length} of ${read.statedCount ?? '?'}` };
}

/** The one row of that name in the whole list. Several are a question, none is an answer only when the list was read to its count. */
export async function seekRow(deps: StepDeps, step: Step): Promise<StepOutcome> {
  const { state, view } = deps;
  const rules = rowRules(state, step);
  const order: ListOrder = {
    ...orderOf(state, step),
    readPage: (list) => readRows(list, rules),
    hasClosing: rules.closing !== null,
  };
  const name = state.fill(step.text ?? '', false);
  const read = await readList(view, state, step, order);
  if ('kind' in read) return read;
  const hits = read.items.filter((item) => isAlike(item, name)).length;
  if (hits > 1) return endStep('group-ambiguous', `${step.id}: ${hits} rows of that name`);
  if (hits === 0) return endWithout(step, read, order);
  const climbed = await climbTo(view, order, (list) => findRow(list, name, rules));
  if (!climbed.ok) return { kind: 'halt', halt: climbed.halt };
  if (climbed.value === null) return { kind: 'again', note: 'the row was not met again' };
  return tapOn(deps, step, { kind: 'found', ...climbed.value, alternate: 0, confidence: step.confidence });
}

/** Where nothing counts the rows, the list only seems to have ended. */
function endWithout(step: Step, { items, isComplete }: ReadList, { hasClosing }: ListOrder): StepOutcome {
  if (!isComplete) return endStep('unknown-screen', `${step.id}: the list could not be read to its end`);
  const note = `${step.id}: not among ${items.length} rows`;
  return hasClosing ? endStep('group-not-found', note) : endUnsaid('group-not-found', note);
}

async function readList(
  view: PhoneView,
  state: RunState,
  step: Step,
  order: ListOrder,
): Promise<ReadList | StepOutcome> {
  const read = await readWholeList(view, order);
  for (const screen of step.on) state.atTop.delete(screen);
  if (read.ok) return read.value;
  const look = await view.look();
  if (look.kind === 'screen' && step.on.includes(look.screen)) {
    const isMissing = read.halt.code === 'unknown-screen';
    return isMissing ? judgeMissing({ state }, step, look) : { kind: 'halt', halt: read.halt };
  }
  return read.halt.code === 'unknown-screen'
    ? { kind: 'again', note: read.halt.note }
    : { kind: 'halt', halt: read.halt };
}

function orderOf(state: RunState, step: Step): ListOrder {
  const search = state.search(step.find ?? {});
  return {
    screens: step.on,
    findList: (page) => largestOf(search.all(page)),
    readPage: () => null,
    isEnd: () => false,
    total: null,
    hasClosing: false,
    isEndEnough: true,
    isAtTop: step.on.some((screen) => state.atTop.has(screen)),
  };
}

function largestOf(lists: readonly UiNode[]): UiNode | null {
  return lists.toSorted((left, right) => sizeOf(right) - sizeOf(left))[0] ?? null;
}

function rowRules(state: RunState, step: Step): RowRules {
  const closing = step.closing === undefined ? null : new RegExp(state.fill(step.closing, true), 'u');
  return { ignore: step.ignore, closing };
}
