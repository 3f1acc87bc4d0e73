import { shrinkPicture, sizeOfPng } from '../evidence/picture.ts';
import type { Bounds } from '../hierarchy.ts';
import type { PhoneView } from './phone-view.ts';
import type { TapArea } from './run-ports.ts';
import type { RunState } from './run-state.ts';

/** Keeps the screen as it is now. @returns its id; null when the phone gave no picture or it could not be kept */
export async function takeEvidence(view: PhoneView, state: RunState): Promise<string | null> {
  const shot = await view.ask((driver) => driver.screenshot());
  return shot.ok ? keepEvidence(shot.value, state) : null;
}

/** The same, with where on the picture a part of the screen is; null also where the picture does not say its size. */
export async function takeEvidenceOf(
  view: PhoneView,
  state: RunState,
  area: Bounds | null,
): Promise<{ readonly evidenceId: string | null; readonly tapArea: TapArea | null }> {
  const shot = await view.ask((driver) => driver.screenshot());
  if (!shot.ok) return { evidenceId: null, tapArea: null };
  const evidenceId = await keepEvidence(shot.value, state);
  const size = sizeOfPng(shot.value);
  return { evidenceId, tapArea: size === null || area === null ? null : shareOf(area, size) };
}

/** Null for an area that is not wholly on the picture: it was taken of another orientation, or of another page. */
function shareOf(
  { left, top, right, bottom }: Bounds,
  { width, height }: { readonly width: number; readonly height: number },
): TapArea | null {
  if (left < 0 || top < 0 || right > width || bottom > height) return null;
  return {
    left: left / width,
    top: top / height,
    width: (right - left) / width,
    height: (bottom - top) / height,
  };
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
