import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import type { ReportDraft } from '../../contract/reports.ts';
import type { MaskedFile } from './masked-files.ts';

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
