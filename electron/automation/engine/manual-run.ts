import type { Verification } from '../../contract/automation.ts';
import type { ActFile } from '../playbooks/playbook-schema.ts';
import { isPictureProof } from '../ocr/picture-proof.ts';
import { keepEvidence, takeEvidence } from './evidence-taking.ts';
import { halt, haltOn } from './reached.ts';
import { readResult } from './result-reading.ts';
import { endDone, endFailed, endUnknown, type RunEnd } from './run-result.ts';
import type { WalkDeps } from './walking.ts';

/** Between two looks while a person works on the phone; reading a picture costs more than reading a tree. */
const watchMs = 1_500;

/**
 * The operator does it; the console touches nothing, shows what to do and looks. It counts as done when the page says so,
 * by its views or by a picture of it, or else by the operator's tick under that picture.
 */
export async function runByHand(deps: WalkDeps): Promise<RunEnd> {
  const { state, view } = deps;
  const { purpose, operator } = state.options;
  if (purpose === 'verify') return verifyByHand(deps);
  const seen = new AbortController();
  const done = new AbortController();
  const watching = watch(deps, done.signal, () => seen.abort());
  state.wasCommitted = true;
  const brink = { tap: null, steps: stepsByHand(deps), evidenceId: await takeEvidence(view, state) };
  const answer = await operator.commitByHand(brink, AbortSignal.any([view.signal, seen.signal]));
  done.abort();
  const proof = await watching;
  if (proof !== null) return endDone(proof);
  if (!answer.ok) {
    if (answer.error.code === 'aborted') return endUnknown(haltOn(answer.error).halt);
    state.wasCommitted = false;
    return endFailed(halt('commit-refused', answer.error.message, { fault: answer.error }).halt);
  }
  const last = await lookForProof(deps);
  if (last !== null) return endDone(last);
  return answer.value === 'given-up' ? endUnknown(halt('given-up', 'the operator gave up').halt) : tick(deps);
}

/** Looks at what is on the screen, and asks when that does not say it. */
async function verifyByHand(deps: WalkDeps): Promise<RunEnd> {
  const proof = await lookForProof(deps);
  return proof === null ? tick(deps) : endDone(proof);
}

/** The operator's own word, under the picture of the screen. */
async function tick(deps: WalkDeps): Promise<RunEnd> {
  const { state, view } = deps;
  const evidenceId = await takeEvidence(view, state);
  const brink = { tap: null, steps: stepsByHand(deps), evidenceId, isCheck: true };
  const answer = await state.options.operator.commitByHand(brink, view.signal);
  if (!answer.ok) return endUnknown(haltOn(answer.error).halt);
  return answer.value === 'committed'
    ? endDone('operator')
    : endUnknown(halt('not-verified', 'the operator did not see it').halt);
}

async function watch(deps: WalkDeps, done: AbortSignal, onSeen: () => void): Promise<Verification | null> {
  const { view } = deps;
  while (!done.aborted && !view.signal.aborted) {
    await view.pause(watchMs);
    if (done.aborted) break;
    const proof = await lookForProof(deps);
    if (proof === null) continue;
    onSeen();
    return proof;
  }
  return null;
}

/** By the views where the app shows them, else by a picture. Touches nothing. */
async function lookForProof(deps: WalkDeps): Promise<Verification | null> {
  const { state, view } = deps;
  const look = await view.lookAgain();
  const reading = readResult(state, look);
  if (reading.kind === 'proven') return reading.verifiedBy;
  const isHidden = look.kind === 'dark' || look.kind === 'unlabelled';
  return isHidden ? readPicture(deps) : null;
}

async function readPicture({ state, view }: WalkDeps): Promise<Verification | null> {
  const { playbook, pictures } = state.options;
  const spec: ActFile['picture'] = playbook.act.picture;
  if (pictures === null || spec === undefined) return null;
  const shot = await view.ask((driver) => driver.screenshot());
  if (!shot.ok) return null;
  const lines = await pictures.read(shot.value, view.signal);
  if (!lines.ok) return null;
  const before = playbook.act.steps.find((step) => step.as === playbook.act.present)?.text;
  const isProof = isPictureProof(lines.value, {
    title: spec.title,
    label: spec.label,
    reads: state.fill(spec.reads, false),
    before: before === undefined ? null : state.fill(before, false),
  });
  if (!isProof) return null;
  await keepEvidence(shot.value, state);
  return 'ocr';
}

function stepsByHand({ state }: WalkDeps): readonly string[] {
  const { language, playbook } = state.options;
  return playbook.act.byHand.map(({ zh, en }) => state.fill(language === 'en' ? en : zh, false));
}
