import type { Verification } from '../../contract/automation.ts';
import type { Step } from '../playbooks/playbook-schema.ts';
import { tapPointOf } from '../tap-target.ts';
import { budgets } from './budgets.ts';
import type { Halt } from './reached.ts';
import type { Look } from './recognition.ts';
import { Recovery, type RecoveryDeps } from './recovery.ts';
import { readPresent, readResult } from './result-reading.ts';
import type { RunState } from './run-state.ts';

/** What is known of a commit after it. */
export type Aftermath =
  | { readonly kind: 'proven'; readonly verifiedBy: Verification; readonly isCooldown: boolean }
  | { readonly kind: 'refused'; readonly halt: Halt }
  | { readonly kind: 'open' };

/**
 * Waits on the page, for `patienceMs` and longer while it loads, for the result of the commit that was just sent. Says yes to the one question that the playbook names,
 * unless everything was stopped meanwhile; puts away what the playbook knows to mean nothing, and a refusal once it is
 * noted; touches nothing else. What the page reads instead of the result is known to the run from then on.
 */
export async function awaitResult(deps: RecoveryDeps, step: Step, patienceMs: number): Promise<Aftermath> {
  const { values, options } = deps.state;
  const { present } = options.playbook.act;
  const before = present === undefined ? undefined : values.get(present);
  if (present !== undefined) values.delete(present);
  const aftermath = await watchResult(deps, step, patienceMs);
  // What was read before the commit says nothing of what is there after it, but where the messenger did nothing.
  if (aftermath.kind === 'refused' && present !== undefined && before !== undefined) values.set(present, before);
  return aftermath;
}

async function watchResult(deps: RecoveryDeps, step: Step, patienceMs: number): Promise<Aftermath> {
  const { state, view } = deps;
  const question = step.question === undefined ? null : state.recognition(step.question.recognise);
  const recovery = new Recovery(deps);
  let hasAnswered = false;
  const startedAt = view.now();
  let lastThereAt = startedAt;
  for (let look = await view.look(); ; look = await view.lookAgain()) {
    const reading = readResult(state, look);
    if (reading.kind === 'proven') return { ...reading, isCooldown: false };
    if (reading.kind === 'refused') return settleRefusal(deps, look, reading.halt);
    notePresent(state, look);
    if (step.question !== undefined && !hasAnswered && 'page' in look && question?.(look.page) === true) {
      hasAnswered = await answer(deps, step.question.find, look);
      if (!hasAnswered) return { kind: 'open' };
    }
    if (look.kind === 'interrupted' && look.interruption.meaning === 'dismiss') {
      if ((await recovery.handle(look)) !== null) return { kind: 'open' };
    }
    const isElsewhere = !isOfResult(deps, step, look);
    if (!isElsewhere) lastThereAt = view.now();
    if (isElsewhere && view.now() - lastThereAt >= budgets.knownMs) return { kind: 'open' };
    const limitMs = patienceMs + (look.isLoading ? budgets.loadingMs : 0);
    if (view.now() - startedAt >= limitMs || view.signal.aborted) return { kind: 'open' };
    await view.pause(budgets.pollMs);
  }
}

function notePresent(state: RunState, look: Look): void {
  const { present } = state.options.playbook.act;
  const reads = readPresent(state, look);
  if (present !== undefined && reads !== null) state.values.set(present, reads);
}

/** Whether the result may show on what is there: the page of the commit, or one that the playbook reads it from. */
function isOfResult({ state }: RecoveryDeps, step: Step, look: Look): boolean {
  if (look.kind !== 'screen') return look.isLoading || look.kind === 'interrupted';
  const { readBack } = state.options.playbook.act;
  return step.on.includes(look.screen) || readBack.some(({ on }) => on.includes(look.screen));
}

/** The tap that says yes is part of the commit: none is sent once the run was stopped. */
async function answer(
  { state, view }: RecoveryDeps,
  find: NonNullable<Step['question']>['find'],
  look: Extract<Look, { page: unknown }>,
): Promise<boolean> {
  const hit = state.search(find).find(look.page);
  const point = hit.kind === 'one' ? tapPointOf(hit.node, look.page) : null;
  if (point === null || view.signal.aborted) return false;
  return (await view.tap(point)).ok;
}

/** A warning may stand over a page that shows the act done all the same: the page is believed first. */
async function settleRefusal({ state, view }: RecoveryDeps, look: Look, refusal: Halt): Promise<Aftermath> {
  if (look.kind !== 'interrupted') return { kind: 'refused', halt: refusal };
  const hit = state.target(look.interruption)(look.page);
  const point = hit.kind === 'one' && !refusal.isCooldown ? tapPointOf(hit.node, look.page) : null;
  const left = point === null ? await view.press('BACK') : await view.tap(point);
  if (!left.ok) return { kind: 'refused', halt: refusal };
  const after = await view.waitFor((each) => readResult(state, each).kind === 'proven', budgets.pollMs * 4);
  const reading = readResult(state, after);
  return reading.kind === 'proven'
    ? { kind: 'proven', verifiedBy: reading.verifiedBy, isCooldown: refusal.isCooldown }
    : { kind: 'refused', halt: refusal };
}
