import type { PlanProblemCode } from '../../../electron/contract/plan-problems.ts';

/** One thing that is done to a sound plan, and what must be told of it. */
export interface PlanDamage {
  readonly what: string;
  /** The damage is done at the first `from` after this. */
  readonly after: string;
  readonly from: string;
  readonly to: string;
  readonly code: PlanProblemCode;
  readonly path: string;
  /** How many lines below the damaged line it is told. */
  readonly linesOff?: number;
  /** Where something is gone: the line of this text. */
  readonly toldAt?: string;
}
