import type { TextParams } from '../../contract/phones.ts';
import type { GateReason, Hindrance } from './act-question.ts';
import type { WhenAllowed } from './when-allowed.ts';

/** Why an act may not be done now, and until when, as people are told. */
export interface ToldOpening {
  readonly kind: 'held' | 'never';
  readonly reason: GateReason;
  readonly path: string;
  readonly detail: TextParams;
  /** From then on it is allowed if nobody does anything; null where nobody knows, and where it never is. */
  readonly until: number | null;
}

/** What a hindrance says of people's doing. */
const lackKeys = ['lacks', 'lacksStageId', 'tasksZh', 'tasksEn', 'isInNoStage'] as const;

/**
 * What is in the way now names the rule, and the opening is that of all that comes after it; where there is none, `laterCode` is what has no
 * end, and what that waits for is told. What is never allowed in the end is told as that at once. Null where it is allowed.
 */
export function toldOpening(found: WhenAllowed): ToldOpening | null {
  const [first] = found.held;
  if (first === undefined) return null;
  if (found.at !== null) return { ...told(first, {}), kind: 'held', until: found.at };
  const { by } = found;
  if (by.kind === 'never' || first.kind === 'never') return told(by, by.detail);
  const later = by.reason === first.reason ? {} : { laterCode: by.reason };
  return told({ ...first, detail: { ...first.detail, ...later } }, by.detail);
}

function told({ kind, reason, path, detail }: Hindrance, lacking: TextParams): ToldOpening {
  if (!isLacking(detail) && !isLacking(lacking)) return { kind, reason, path, detail, until: null };
  const own = Object.entries(detail).filter(([key]) => !lackKeys.some((lack) => lack === key));
  const lacks = lackKeys.flatMap((key) => (lacking[key] === undefined ? [] : [[key, lacking[key]] as const]));
  return { kind, reason, path, detail: Object.fromEntries([...own, ...lacks]), until: null };
}

function isLacking({ lacks, isInNoStage }: TextParams): boolean {
  return lacks !== undefined || isInNoStage !== undefined;
}
