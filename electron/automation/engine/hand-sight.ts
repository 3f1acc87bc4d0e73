import type { Verification } from '../../contract/automation.ts';
import { baredOf, compareRead, mayBe, readPictureRow, readSaid } from '../ocr/picture-proof.ts';
import { keepEvidence } from './evidence-taking.ts';
import type { PhoneView } from './phone-view.ts';
import type { Look } from './recognition.ts';
import { readResult } from './result-reading.ts';
import { isCut, rowValueOf } from './row-value.ts';
import type { PictureLine } from './run-ports.ts';
import type { RunState } from './run-state.ts';
import { isAlike } from './step-readings.ts';
import { peopleCome, sameSubject } from './subject-size.ts';
import { noteTraits, noteTraitsInPicture } from './subject-traits.ts';

/**
 * What one look at the screen says of an act that a person does. `before`: the subject's page, as it was before the act;
 * `other`: a page of that kind that reads something else, or is of a subject of quite another size; `unclear`: such a page, or one nobody knows, and what it says
 * cannot be made out; `cut`: the page, which does not show all of it; `elsewhere`: surely another page.
 */
export type Sighting =
  | { readonly kind: 'goal'; readonly verifiedBy: Verification }
  | { readonly kind: 'other'; readonly reads: string }
  | { readonly kind: 'before' | 'unclear' | 'cut' | 'elsewhere' };

const unclear: Sighting = { kind: 'unclear' };
const elsewhere: Sighting = { kind: 'elsewhere' };

/** Looks on while a person works: by the views where the app shows them, else by a picture. Touches nothing. */
export class HandSight {
  readonly #view: PhoneView;
  readonly #state: RunState;
  #last: { readonly shot: Uint8Array; readonly sighting: Sighting } | null = null;

  constructor(view: PhoneView, state: RunState) {
    this.#view = view;
    this.#state = state;
  }

  async look(): Promise<Sighting> {
    const look = await this.#view.lookAgain();
    const isHidden = look.kind === 'dark' || look.kind === 'unlabelled';
    if (isHidden) return this.#lookAtPicture();
    noteTraits(this.#state, look);
    return this.#unlessContradicted(sightingOf(this.#state, look));
  }

  /** A page that reads right, of a subject of quite another size, is a namesake's. */
  #unlessContradicted(sighting: Sighting): Sighting {
    const { purpose, playbook } = this.#state.options;
    const isNamesake = this.#state.isContradicted(purpose === 'verify' ? peopleCome : sameSubject);
    if (!isNamesake || sighting.kind === 'elsewhere' || sighting.kind === 'other') return sighting;
    const traits = Object.keys(playbook.act.subjectAfter?.agrees ?? {});
    const reads = traits.map((trait) => `${trait} ${this.#state.values.get(trait) ?? ''}`).join(', ');
    return { kind: 'other', reads };
  }

  /** The same picture is read once: reading one costs more than anything else here. */
  async #lookAtPicture(): Promise<Sighting> {
    const { pictures, playbook } = this.#state.options;
    if (pictures === null || playbook.act.picture === undefined) return unclear;
    const shot = await this.#view.ask((driver) => driver.screenshot());
    if (!shot.ok) return unclear;
    if (this.#last !== null && Buffer.compare(this.#last.shot, shot.value) === 0) return this.#last.sighting;
    const lines = await pictures.read(shot.value, this.#view.signal);
    if (!lines.ok) return unclear;
    noteTraitsInPicture(this.#state, lines.value);
    const sighting = this.#unlessContradicted(sightingInPicture(this.#state, lines.value));
    this.#last = { shot: shot.value, sighting };
    if (sighting.kind === 'goal') await keepEvidence(shot.value, this.#state);
    return sighting;
  }
}

/** By the views of a page. What it reads is known to the run from then on. */
export function sightingOf(state: RunState, look: Look): Sighting {
  if (look.kind === 'unknown') return unclear;
  if (look.kind !== 'screen') return elsewhere;
  const reading = readResult(state, look);
  if (reading.kind === 'proven') return { kind: 'goal', verifiedBy: reading.verifiedBy };
  const { readBack } = state.options.playbook.act;
  for (const entry of readBack.filter(({ on, row }) => row !== undefined && on.includes(look.screen))) {
    const hit = state.target(entry)(look.page);
    const value = hit.kind === 'one' ? rowValueOf(hit.node, look.page) : null;
    if (hit.kind === 'many') return unclear;
    if (value !== null && isCut(value)) return { kind: 'cut' };
    if (value === null) continue;
    noteReading(state, value);
    return isAlike(value, state.textBefore() ?? '') ? { kind: 'before' } : { kind: 'other', reads: value };
  }
  return elsewhere;
}

/** By the words of a picture. What it reads is known to the run from then on. */
export function sightingInPicture(state: RunState, lines: readonly PictureLine[]): Sighting {
  const { picture } = state.options.playbook.act;
  if (picture === undefined) return unclear;
  const goal = state.fill(picture.reads, false);
  const said = picture.says === undefined ? null : readSaid(lines, picture.says);
  if (said !== null && said.isClosed && compareRead(said.text, goal) === 'same')
    return { kind: 'goal', verifiedBy: 'ocr' };
  if (said !== null && mayBe(said, goal)) return unclear;
  const row = readPictureRow(lines, picture);
  if (row.kind !== 'text') return { kind: row.kind };
  noteReading(state, row.text);
  const before = state.textBefore();
  const likeness = compareRead(row.text, goal);
  // Where both would read the same, a picture tells nothing.
  const isTold = before === null || baredOf(before) !== baredOf(goal);
  if (likeness === 'same') return isTold ? { kind: 'goal', verifiedBy: 'ocr' } : unclear;
  if (likeness !== 'other') return { kind: likeness };
  const toBefore = before === null || baredOf(before) === '' ? 'other' : compareRead(row.text, before);
  if (toBefore === 'other') return { kind: 'other', reads: row.text };
  return { kind: toBefore === 'cut' ? 'cut' : 'before' };
}

function noteReading(state: RunState, reads: string): void {
  const { present } = state.options.playbook.act;
  if (present !== undefined) state.values.set(present, reads);
}
