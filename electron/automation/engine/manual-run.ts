import type { Outcome } from '../../contract/outcome.ts';
import { namesIn } from '../playbooks/variables.ts';
import { takeEvidence } from './evidence-taking.ts';
import { HandSight, type Sighting } from './hand-sight.ts';
import { halt, haltOn } from './reached.ts';
import type { Brink, OperatorAnswer } from './run-ports.ts';
import { endDone, endFailed, endUnknown, type RunEnd } from './run-result.ts';
import type { WalkDeps } from './walking.ts';

/** Between two looks while a person works on the phone. */
const watchMs = 800;

type HandDeps = WalkDeps & { readonly sight: HandSight };

/**
 * The operator does it; the console touches nothing, shows what to do and looks on: first for the subject's page as it was
 * before, so that it is known what the act was done to, then for the result. It counts as done when the page says so,
 * by its views or by a picture of it; where a page is there that cannot be made out, by the operator's tick under its picture.
 */
export async function runByHand(walk: WalkDeps): Promise<RunEnd> {
  const deps: HandDeps = { ...walk, sight: new HandSight(walk.view, walk.state) };
  if (deps.state.options.purpose === 'verify') return verifyByHand(deps);
  const found = await findSubject(deps);
  return 'end' in found ? found.end : doByHand(deps, found);
}

/** Whether the subject was seen, and whether the operator was shown something for it already. */
interface FoundSubject {
  readonly isSeen: boolean;
  readonly wasShown: boolean;
}

/** Until the page of the subject is there as it was before the act, or the operator says that it is. */
async function findSubject(deps: HandDeps): Promise<FoundSubject | { readonly end: RunEnd }> {
  const { state } = deps;
  const { byHandFirst } = state.options.playbook.act;
  if (byHandFirst.length === 0) return { isSeen: true, wasShown: false };
  if ((await deps.sight.look()).kind === 'before') return { isSeen: true, wasShown: false };
  // From the moment that the task is shown the operator may do all of it.
  state.wasCommitted = true;
  const shown = await showAndWatch(deps, { steps: wordsOf(deps, byHandFirst) }, ({ kind }) => kind === 'before');
  if (shown.seen !== null) return { isSeen: true, wasShown: true };
  const over = endOf(deps, shown.answer);
  if (over !== null) return { end: over };
  const sighting = await deps.sight.look();
  if (sighting.kind === 'before') return { isSeen: true, wasShown: true };
  if (sighting.kind === 'unclear' || sighting.kind === 'cut') return { isSeen: false, wasShown: true };
  return { end: endUnknown(halt('not-verified', `the page before the act was not seen: ${sighting.kind}`).halt) };
}

async function doByHand(deps: HandDeps, { isSeen, wasShown }: FoundSubject): Promise<RunEnd> {
  const { state } = deps;
  state.wasCommitted = true;
  // A page of another subject on the way: whose page the result then stands on is not known any more.
  let isLost = false;
  const steps = wordsOf(deps, state.options.playbook.act.byHand);
  const { seen, answer } = await showAndWatch(deps, { steps, isFollowUp: wasShown }, (sighting) => {
    isLost ||= sighting.kind === 'other';
    return isSeen && !isLost && sighting.kind === 'goal';
  });
  if (seen?.kind === 'goal') return endDone(seen.verifiedBy);
  const over = endOf(deps, answer);
  if (over !== null) return over;
  const last = await deps.sight.look();
  if (last.kind === 'goal' && isSeen && !isLost) return endDone(last.verifiedBy);
  return tick(deps, { isSeen, isLost });
}

/**
 * Asks what came of an earlier attempt. Whose page that one saw is not remembered, and the page in front may be of another
 * subject whether it reads as wanted or as before: it counts only together with the operator's word.
 */
async function verifyByHand(deps: HandDeps): Promise<RunEnd> {
  const { byHand, byHandCheck } = deps.state.options.playbook.act;
  const answer = await askUnderPicture(deps, byHandCheck.length === 0 ? byHand : byHandCheck);
  if (!answer.ok) return endUnknown(haltOn(answer.error).halt);
  if (answer.value === 'committed') return believeTick(deps, { isSeen: false, isLost: false });
  const isBefore = answer.value === 'given-up' && (await deps.sight.look()).kind === 'before';
  if (isBefore) return endFailed(halt('still-before', 'it reads as before, and the operator says so').halt);
  return endUnknown(halt('not-verified', 'the operator did not see it').halt);
}

/** What is known of the page that a tick is about. */
interface TickedSubject {
  /** This attempt saw it as it was before the act: that it reads as wanted is then proof by itself. */
  readonly isSeen: boolean;
  readonly isLost: boolean;
}

async function tick(deps: HandDeps, subject: TickedSubject): Promise<RunEnd> {
  const answer = await askUnderPicture(deps, deps.state.options.playbook.act.byHand);
  if (!answer.ok) return endUnknown(haltOn(answer.error).halt);
  if (answer.value !== 'committed') return endUnknown(halt('not-verified', 'the operator did not see it').halt);
  return believeTick(deps, subject);
}

async function askUnderPicture(deps: HandDeps, steps: HandWords): Promise<Outcome<OperatorAnswer>> {
  const { state, view } = deps;
  const evidenceId = await takeEvidence(view, state);
  const brink: Brink = { tap: null, steps: wordsOf(deps, steps), evidenceId, isCheck: true };
  return state.options.operator.commitByHand(brink, view.signal);
}

/**
 * The operator's own word, given under the picture of the screen. Of a page that was not seen before the act it is all the
 * proof there is, and told as that; no word makes done what the page says otherwise, or what nobody can see.
 */
async function believeTick({ sight }: HandDeps, subject: TickedSubject): Promise<RunEnd> {
  const last = await sight.look();
  if (!subject.isLost && last.kind === 'goal') return endDone(subject.isSeen ? last.verifiedBy : 'operator');
  if (!subject.isLost && last.kind === 'unclear') return endDone('operator');
  const seen = last.kind === 'other' ? `it reads: ${last.reads}` : last.kind;
  return endUnknown(halt('not-verified', `the operator says done, the screen does not: ${seen}`).halt);
}

interface Shown {
  /** What was looked for; null when it did not come. */
  readonly seen: Sighting | null;
  readonly answer: Outcome<OperatorAnswer>;
}

/** Shows a task until there is an answer, or until what is looked for is on the screen. */
async function showAndWatch(
  deps: HandDeps,
  task: Pick<Brink, 'steps' | 'isFollowUp'>,
  isIt: (sighting: Sighting) => boolean,
): Promise<Shown> {
  const { state, view } = deps;
  const seen = new AbortController();
  const done = new AbortController();
  const watching = watch(deps, { isIt, done: done.signal, onSeen: () => seen.abort() });
  const brink = { tap: null, ...task, evidenceId: await takeEvidence(view, state) };
  const answer = await state.options.operator.commitByHand(brink, AbortSignal.any([view.signal, seen.signal]));
  done.abort();
  return { seen: await watching, answer };
}

interface WatchOrder {
  readonly isIt: (sighting: Sighting) => boolean;
  readonly done: AbortSignal;
  readonly onSeen: () => void;
}

async function watch({ view, sight }: HandDeps, { isIt, done, onSeen }: WatchOrder): Promise<Sighting | null> {
  while (!done.aborted && !view.signal.aborted) {
    await view.pause(watchMs);
    if (done.aborted) break;
    const sighting = await sight.look();
    if (!isIt(sighting)) continue;
    onSeen();
    return sighting;
  }
  return null;
}

/** How the run ends that the operator did not say done to; null when he did. */
function endOf({ state }: HandDeps, answer: Outcome<OperatorAnswer>): RunEnd | null {
  if (!answer.ok) {
    if (answer.error.code === 'aborted') return endUnknown(haltOn(answer.error).halt);
    state.wasCommitted = false;
    return endFailed(halt('commit-refused', answer.error.message, { fault: answer.error }).halt);
  }
  return answer.value === 'given-up' ? endUnknown(halt('given-up', 'the operator gave up').halt) : null;
}

type HandWords = readonly { readonly zh: string; readonly en: string }[];

/** Words about something that was not given are left out. */
export function wordsOf({ state }: Pick<WalkDeps, 'state'>, steps: HandWords): readonly string[] {
  const texts = steps.map(({ zh, en }) => (state.options.language === 'en' ? en : zh));
  const isGiven = (name: string): boolean => state.variables[name] !== undefined || state.values.has(name);
  return texts.filter((text) => namesIn(text).every(isGiven)).map((text) => state.fill(text, false));
}
