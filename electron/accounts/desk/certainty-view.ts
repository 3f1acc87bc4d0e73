import type { CertaintyView } from '../../contract/certainty.ts';
import type { CustodySpan } from '../custody/custody-store.ts';
import { countHoldOf } from '../custody/unknown-spans.ts';
import type { TimeVerdict } from '../true-time/judge-time.ts';

interface Known {
  readonly now: number;
  readonly verdict: TimeVerdict;
  readonly markAt: number | null;
  readonly spans: readonly CustodySpan[];
  readonly unwitnessed: CertaintyView['unwitnessed'];
  readonly isOwnClock: boolean;
  readonly refusal: CertaintyView['refusal'];
}

/** What the page shows of it, but for what only accounts and their plans tell. */
export function certaintyView({
  now,
  verdict,
  markAt,
  spans,
  unwitnessed,
  isOwnClock,
  refusal,
}: Known): Omit<CertaintyView, 'inGroups'> {
  const hold = countHoldOf(spans, now);
  return {
    now,
    time: timeView(verdict, markAt),
    held: hold === null ? null : { ...spanView(hold.span), until: hold.until },
    spans: spans.map(spanView),
    unwitnessed,
    isOwnClock,
    refusal,
  };
}

function timeView(verdict: TimeVerdict, markAt: number | null): CertaintyView['time'] {
  if (verdict.kind === 'unsure') {
    const { reason: why, said = [] } = verdict;
    return { kind: 'unsure', why, said: said.map((one) => ({ ...one })), markAt };
  }
  const { phoneIds, isBackedUp } = verdict.source;
  return { kind: 'known', pcAheadMs: verdict.offsetMs, phoneIds: [...phoneIds], isBackedUp };
}

function spanView({ kind: why, missing, fromAt, untilAt }: CustodySpan): CertaintyView['spans'][number] {
  return { why, missing, fromAt: fromAt === 0 ? null : fromAt, untilAt };
}
