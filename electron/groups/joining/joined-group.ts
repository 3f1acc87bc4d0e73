import type { JoinEvidence, JoinStrength } from './view-evidence.ts';

/** Views that are one group, and how surely. */
export interface JoinedGroup {
  readonly viewIds: readonly number[];
  /** The weakest link that holds it together; `certain` for a single view; null: as it was before, its views are not weighed yet. */
  readonly strength: Exclude<JoinStrength, 'different'> | null;
}

/** Two views that may be one group and were not joined: a question to the operator. */
export interface OpenQuestion {
  readonly leftViewId: number;
  readonly rightViewId: number;
  readonly evidence: JoinEvidence;
}
