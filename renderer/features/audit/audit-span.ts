/** How far back the log is shown. */
export const auditSpans = ['every-day', 'today', 'week', 'month'] as const;
export type AuditSpan = (typeof auditSpans)[number];

const dayMs = 86_400_000;
const daysOf = { today: 0, week: 6, month: 29 } as const;

/** From the first moment of that day, where the operator is; null: from the beginning. */
export function startOf(span: AuditSpan, now: number): number | null {
  if (span === 'every-day') return null;
  const day = new Date(now - daysOf[span] * dayMs);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate()).getTime();
}
