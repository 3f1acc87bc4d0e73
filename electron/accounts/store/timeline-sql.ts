import type { TimelineEntry } from '../../contract/account-timeline.ts';

interface TimelineSource {
  readonly kind: TimelineEntry['kind'];
  /** Rows with `accountId`, `id`, `at`, `what`, `by`, `text`, and what only some kinds have. */
  readonly sql: string;
}

/** What of a row tells that a fact was withdrawn, `w` being its withdrawal. */
const undone = 'w.at AS undoneAt, w.by AS undoneBy, w.reason AS undoneReason';

type FactKind = NonNullable<TimelineEntry['fact']>;

function withdrawalOf(kind: FactKind, factId: string): string {
  return `LEFT JOIN factWithdrawal w ON w.kind = '${kind}' AND w.factId = ${factId}`;
}

/** Withdrawals of one kind of fact, `f` being the fact; `place` keeps their ids apart from those of the other kinds. */
function withdrawals(place: number, kind: FactKind, { from, what }: Readonly<Record<'from' | 'what', string>>): string {
  return `SELECT f.accountId, w.factId * 3 + ${place} AS id, w.at, f.${what} AS what, w.by, w.reason AS text, w.kind AS fact
    FROM factWithdrawal w JOIN ${from} = w.factId WHERE w.kind = '${kind}'`;
}

/**
 * Where each kind of entry stands in the database. Entries of one moment follow each other in this order: what took something back
 * comes before what it took back.
 */
export const timelineSources: readonly TimelineSource[] = [
  {
    kind: 'held',
    sql: `SELECT h.accountId, h.holdId AS id, h.fromAt AS at, h.code AS what, '' AS by, i.name AS text,
      h.path, h.untilAt, h.endedAt, h.ending FROM gateHold h JOIN jobItem i USING (itemId)`,
  },
  {
    kind: 'job-act',
    sql: `SELECT i.accountId, m.attemptId AS id, m.at, a.state AS what, '' AS by, i.name AS text
      FROM jobItem i JOIN jobAttempt a USING (itemId) JOIN commitMark m USING (attemptId)`,
  },
  {
    kind: 'hand-act',
    sql: `SELECT h.accountId, h.handActId AS id, h.at, h.action AS what, h.loggedBy AS by, h.note AS text, h.amount,
      f.amount AS amountBefore, c.loggedAt AS undoneAt, c.loggedBy AS undoneBy, '' AS undoneReason, c.amount AS undoneTo
      FROM handAct h LEFT JOIN handAct f ON f.handActId = h.corrects LEFT JOIN handAct c ON c.corrects = h.handActId`,
  },
  {
    kind: 'withdrawal',
    sql: [
      withdrawals(0, 'signal', { from: 'accountSignal f ON f.signalRowId', what: 'signalId' }),
      withdrawals(1, 'restart', { from: 'accountRestart f ON f.restartId', what: 'event' }),
      withdrawals(2, 'sign-off', { from: 'signOff f ON f.signOffId', what: 'stageId' }),
    ].join(' UNION ALL '),
  },
  {
    kind: 'signal-closed',
    sql: `SELECT s.accountId, c.closingId AS id, c.at, s.signalId AS what, c.by, coalesce(c.cause, '') AS text
      FROM accountSignal s JOIN signalClosing c USING (signalRowId)`,
  },
  {
    kind: 'signal',
    sql: `SELECT s.accountId, s.signalRowId AS id, s.at, s.signalId AS what, s.reportedBy AS by, s.note AS text, ${undone}
      FROM accountSignal s ${withdrawalOf('signal', 's.signalRowId')}`,
  },
  {
    kind: 'untick',
    sql: `SELECT t.accountId, w.tickId AS id, w.at, t.taskId AS what, w.by, '' AS text
      FROM taskTick t JOIN tickWithdrawal w USING (tickId)`,
  },
  {
    kind: 'tick',
    sql: `SELECT t.accountId, t.tickId AS id, t.at, t.taskId AS what, t.by, concat_ws(' · ', nullif(t.proof, ''), nullif(t.note, '')) AS text,
      w.at AS undoneAt, w.by AS undoneBy, '' AS undoneReason FROM taskTick t LEFT JOIN tickWithdrawal w USING (tickId)`,
  },
  {
    kind: 'sign-off',
    sql: `SELECT s.accountId, s.signOffId AS id, s.at, s.stageId AS what, s.by, '' AS text, ${undone}
      FROM signOff s ${withdrawalOf('sign-off', 's.signOffId')}`,
  },
  {
    kind: 'restart',
    sql: `SELECT r.accountId, r.restartId AS id, r.at, r.event AS what, r.by, '' AS text, ${undone}
      FROM accountRestart r ${withdrawalOf('restart', 'r.restartId')}`,
  },
  {
    kind: 'loosening-ended',
    sql: `SELECT l.accountId, e.looseningId AS id, e.at, l.path AS what, e.by, '' AS text
      FROM accountLoosening l JOIN looseningEnd e USING (looseningId)`,
  },
  {
    kind: 'loosening',
    sql: `SELECT accountId, looseningId AS id, startsAt AS at, path AS what, supervisor AS by, reason AS text, untilAt
      FROM accountLoosening`,
  },
  {
    kind: 'waiver',
    sql: `SELECT accountId, waiverId AS id, startsAt AS at, windowId AS what, by, reason AS text, untilAt
      FROM windowWaiver`,
  },
  {
    kind: 'plan',
    sql: `SELECT accountId, accountPlanId AS id, at, '' AS what, by, coalesce(reason, '') AS text, untilAt
      FROM accountPlan`,
  },
  {
    kind: 'mode',
    sql: `SELECT accountId, changeId AS id, at, field AS what, by, '' AS text, before, after
      FROM accountChange WHERE field = 'mode'`,
  },
  {
    kind: 'fields',
    sql: `SELECT accountId, changeId AS id, at, field AS what, by, '' AS text, before, after
      FROM accountChange WHERE field <> 'mode'`,
  },
  {
    kind: 'move',
    sql: `SELECT accountId, moveId AS id, at, coalesce(toPhoneId, '') AS what, by, '' AS text, how FROM accountMove`,
  },
];
