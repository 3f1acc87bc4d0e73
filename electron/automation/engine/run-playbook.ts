import { budgets } from './budgets.ts';
import { commitStep } from './commit.ts';
import { takeEvidenceBeside } from './evidence-taking.ts';
import { leavePhone } from './leaving.ts';
import { readByHand } from './manual-reading.ts';
import { runByHand } from './manual-run.ts';
import { openMessenger } from './opening.ts';
import { wasOnlyAsked } from './other-question.ts';
import { PhoneView } from './phone-view.ts';
import { awaitResult } from './read-back.ts';
import { halt, type Halt } from './reached.ts';
import { prepareApp } from './recognition.ts';
import { walkRoutes } from './routes.ts';
import { endDone, endFailed, endSkipped, endUnknown, resultOf, type RunEnd } from './run-result.ts';
import type { PlaybookResult, RunOptions } from './run-ports.ts';
import { RunState } from './run-state.ts';
import { StepLog } from './step-log.ts';
import { isAlike } from './step-readings.ts';
import { standsStill } from './stillness.ts';
import { findPresent, type PresentState } from './verification.ts';
import type { WalkDeps, WalkEnd } from './walking.ts';

/**
 * Carries an act out on one phone as its playbook says, or verifies it, or rehearses it up to the brink. Never rejects for
 * anything that a phone, a messenger or a person does; `done` only with proof read back. What it was opened with stays
 * the caller's: the driver is not disposed of.
 */
export async function runPlaybook(options: RunOptions): Promise<PlaybookResult> {
  const state = new RunState(options);
  const { driver, machineClock, clock, signal, playbook } = options;
  const app = prepareApp(playbook.app, state.fill, Object.values(state.variables));
  const view = new PhoneView({ driver, app, clock: machineClock, signal });
  const log = new StepLog(clock, view, options.observe);
  const walk: WalkDeps = {
    state,
    view,
    log,
    deadline: view.now() + playbook.act.budgetMs,
    commit: (step) => commitStep({ state, view, log }, step, step.on[0] ?? ''),
  };
  const end = await carryOut(walk);
  await Promise.all(state.keeping);
  return resultOf(end, state, log);
}

async function carryOut(deps: WalkDeps): Promise<RunEnd> {
  const { state } = deps;
  const { purpose, mode, playbook, isRehearsed } = state.options;
  const missing = state.missingVariable();
  if (missing !== null) return endFailed(halt('variable-missing', `${missing} is not given`).halt);
  const isWriting = playbook.act.risk === 'write';
  if (isWriting && isUntellable(deps)) {
    const alike = halt('names-alike', 'what it reads now and what it is to read look the same').halt;
    return purpose === 'verify' ? endUnknown(alike) : endFailed(alike);
  }
  if (mode === 'manual') {
    if (isWriting && purpose !== 'rehearse') return runByHand(deps);
    return !isWriting && playbook.act.byHand.length > 0
      ? readByHand(deps)
      : endFailed(halt('manual-only', 'nothing is tapped for this account').halt);
  }
  if (isWriting && purpose === 'run' && !isRehearsed) {
    return endFailed(halt('rehearsal-missing', 'no rehearsal passed on this model and version').halt);
  }
  const opened = await openMessenger(deps);
  if (opened !== null) return endFailed(opened);
  const end = await carryOutOn(deps, purpose);
  await leavePhone(deps);
  return end;
}

async function carryOutOn(deps: WalkDeps, purpose: RunOptions['purpose']): Promise<RunEnd> {
  switch (purpose) {
    case 'verify':
      return verify(deps);
    case 'rehearse':
      return rehearse(deps);
    case 'run':
      return act(deps);
  }
}

async function act(deps: WalkDeps): Promise<RunEnd> {
  const { state } = deps;
  const { playbook } = state.options;
  const end = await walkRoutes(deps, playbook, playbook.act.steps);
  if (playbook.act.risk === 'read') return end.ok ? endDone('page') : endFailed(end.halt);
  if (state.wasCommitted) return concludeCommit(deps, end);
  if (end.ok) return endUnknown(halt('not-verified', 'the steps ended without a commit').halt);
  return endBeforeCommit(deps, end.halt);
}

/** Why nothing was committed: there was nothing to do any more, or something stood in the way. */
async function endBeforeCommit(deps: WalkDeps, end: Halt): Promise<RunEnd> {
  if (end.code === 'already-so') return endSkipped(end.note);
  const isNowhere = end.code === 'group-not-found' && !deps.state.hasEntered;
  return isNowhere ? lookUnderNewName(deps, end) : endFailed(end);
}

/**
 * A subject that nothing goes by the old name of may have been dealt with before. That something of its size goes by the new
 * name proves nothing: the subject may be no more, and that another one. Only the ledger can tell that it was done.
 */
async function lookUnderNewName(deps: WalkDeps, miss: Halt): Promise<RunEnd> {
  const present = await findPresent(deps, ['after']);
  if (!present.ok) return endFailed(present.halt.code === 'group-not-found' ? miss : present.halt);
  const { isGoal } = present.value;
  if (isProven(deps, { ...present.value, isByGoalAlone: true })) return endSkipped('found under its new name');
  const seen = isGoal ? 'what goes by the new name is not known to be it' : 'another name was found';
  return endFailed(halt('changed-meanwhile', seen).halt);
}

/**
 * What reads so is the subject itself. Found by the name that the act gives alone, it is only where by the ledger the act was done to
 * the subject, or may have been, and where it is of the subject's size.
 */
function isProven({ state }: WalkDeps, { isGoal, isByGoalAlone, agrees }: PresentState): boolean {
  if (!isByGoalAlone) return isGoal && agrees !== false;
  const isKnown = state.wasCommitted || state.options.isGoalKnown === true;
  return isGoal && isKnown && agrees === true;
}

/** After the tap: what the page says by itself, else what it says when it is looked up anew. Anything else is unknown. */
async function concludeCommit(deps: WalkDeps, end: WalkEnd): Promise<RunEnd> {
  const { state, view } = deps;
  const { steps } = state.options.playbook.act;
  const step = steps.at(-1);
  if (!end.ok && end.halt.code === 'aborted') return endUnknown(end.halt);
  if (step === undefined) return endUnknown(halt('not-verified', 'no step').halt);
  const hasGivenUp = !end.ok && end.halt.code === 'given-up';
  const aftermath = await awaitResult(deps, step, hasGivenUp ? 0 : budgets.resultMs);
  await takeEvidenceBeside(view, state);
  if (aftermath.kind === 'proven') return endDone(aftermath.verifiedBy, { isCooldown: aftermath.isCooldown });
  if (aftermath.kind === 'refused') return endFailed(aftermath.halt);
  if (view.signal.aborted) return endUnknown(halt('aborted', 'stopped before the result was read').halt);
  if (await wasOnlyAsked(deps, step)) {
    state.wasCommitted = false;
    return endFailed(halt('unknown-screen', 'a question that the playbook does not know was told no').halt);
  }
  const present = await findPresent(deps, ['after', 'before']);
  if (!present.ok) return endUnknown({ ...present.halt, code: unsureCode(present.halt) });
  await takeEvidenceBeside(view, state);
  if (isProven(deps, present.value)) return endDone('page');
  if (hasGivenUp && !end.ok && isUnchanged(deps, present.value.value)) return endFailed(end.halt);
  return endUnknown(halt('not-verified', `it reads: ${present.value.value}`).halt);
}

/** Not found after a commit says nothing about the commit. */
function unsureCode({ code }: Halt): Halt['code'] {
  return code === 'group-not-found' || code === 'unknown-screen' ? 'not-verified' : code;
}

/** The value before the act is what the identity was proven by. */
function isUnchanged({ state }: WalkDeps, value: string): boolean {
  state.useVariables({});
  return state.textBefore() === value;
}

/** Where before and after differ in what no page shows, nothing that is read could tell whether it was done. */
function isUntellable({ state }: WalkDeps): boolean {
  const { goal } = state.options.playbook.act;
  const before = state.textBefore();
  const after = goal === undefined ? null : state.fill(goal, false);
  return before !== null && after !== null && before !== after && isAlike(before, after);
}

async function verify(deps: WalkDeps): Promise<RunEnd> {
  const present = await findPresent(deps, ['after', 'before']);
  if (!present.ok) return endUnknown(present.halt);
  const { isGoal, isByGoalAlone, value } = present.value;
  await takeEvidenceBeside(deps.view, deps.state);
  if (isProven(deps, present.value)) return endDone('page');
  if (!isGoal && isUnchanged(deps, value)) return endFailed(halt('still-before', 'it reads as before').halt);
  const seen = isGoal && isByGoalAlone ? 'what goes by the new name is not known to be it' : `it reads: ${value}`;
  return endUnknown(halt('changed-meanwhile', seen).halt);
}

/** Everything up to the brink; and the page must read the same twice, or nothing on this phone can be trusted. */
async function rehearse(deps: WalkDeps): Promise<RunEnd> {
  const { playbook } = deps.state.options;
  const end = await walkRoutes(deps, playbook, playbook.act.steps);
  if (!end.ok) return playbook.act.risk === 'write' ? endBeforeCommit(deps, end.halt) : endFailed(end.halt);
  const isStill = await standsStill(deps.view);
  return isStill ? endDone('page') : endFailed(halt('tree-blocked', 'a still page reads differently every time').halt);
}
