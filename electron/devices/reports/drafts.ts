import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import type { ReportDraft } from '../../contract/reports.ts';
import type { MaskedText, Masker, PlainText } from '../masking/masker.ts';
import type { PlainFile } from './plain-file.ts';

export interface MaskedFile extends MaskedText {
  readonly name: string;
}

export interface Draft {
  readonly view: ReportDraft;
  readonly files: ReadonlyMap<string, MaskedFile>;
}

const keptDrafts = 3;

/** Exports that wait to be looked through. Only masked text is held, and only of the latest few. */
export class Drafts {
  readonly #drafts = new Map<string, Draft>();

  add(draft: Draft): void {
    this.#drafts.set(draft.view.draftId, draft);
    const [oldest] = this.#drafts.keys();
    if (this.#drafts.size > keptDrafts && oldest !== undefined) this.#drafts.delete(oldest);
  }

  get(draftId: string): Outcome<Draft> {
    const draft = this.#drafts.get(draftId);
    return draft === undefined ? fail('report-gone', 'the draft is not held any more', { draftId }) : succeed(draft);
  }

  drop(draftId: string): void {
    this.#drafts.delete(draftId);
  }
}

/** Lets the main loop breathe between two files. */
function breathe(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** Learns from texts that are not part of the export: a name that a phone printed is then known in a log too. */
export async function learnFrom(masker: Masker, texts: Iterable<PlainText>): Promise<void> {
  for (const text of texts) {
    masker.learn(text);
    await breathe();
  }
}

/** Learns all files, then masks each: what is found in one is masked in every one. */
export async function maskFiles(masker: Masker, plain: readonly PlainFile[]): Promise<MaskedFile[]> {
  await learnFrom(masker, plain);
  const masked: MaskedFile[] = [];
  for (const file of plain) {
    masked.push({ name: file.name, ...masker.mask(file) });
    await breathe();
  }
  return masked;
}
