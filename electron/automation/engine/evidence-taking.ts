import { shrinkPicture } from '../evidence/picture.ts';
import type { PhoneView } from './phone-view.ts';
import type { RunState } from './run-state.ts';

/** Keeps the screen as it is now. @returns its id; null when the phone gave no picture or it could not be kept */
export async function takeEvidence(view: PhoneView, state: RunState): Promise<string | null> {
  const shot = await view.ask((driver) => driver.screenshot());
  return shot.ok ? keepEvidence(shot.value, state) : null;
}

/** Takes the picture now and keeps it beside the run, which waits for it only at its end. */
export async function takeEvidenceBeside(view: PhoneView, state: RunState): Promise<void> {
  const shot = await view.ask((driver) => driver.screenshot());
  if (shot.ok) state.keeping.push(keepEvidence(shot.value, state));
}

/** Keeps a PNG that was taken already. */
export async function keepEvidence(png: Uint8Array, { options, evidenceIds }: RunState): Promise<string | null> {
  const picture = await shrinkPicture(png);
  if (!picture.ok) return null;
  const kept = await options.evidence.save({ ...picture.value, takenAt: options.clock.now() });
  if (!kept.ok) return null;
  evidenceIds.push(kept.value);
  return kept.value;
}
