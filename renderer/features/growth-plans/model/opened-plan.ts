import type { ProcedureOutput } from '@contract/procedures.ts';
import type { KeptDraft } from './draft-memory.ts';

export type Plans = ProcedureOutput<'plans.list'>;
export type TemplateRow = Plans['templates'][number];

/** What is open: a template, or a text that was brought in or kept. */
export interface OpenedPlan {
  readonly from: KeptDraft['from'];
  /** Null: as it was saved. */
  readonly text: string | null;
}
