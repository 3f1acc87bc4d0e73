import type { TimelineEntry } from '../../contract/account-timeline.ts';

interface TimelineSource {
  readonly kind: TimelineEntry['kind'];
  /** Rows with `accountId`, `id`, `at`, `what`, `by`, `text`, and what only some kinds have. */
  readonly sql: string;
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
    sql: 'SELECT accountId, handActId AS id, at, action AS what, loggedBy AS by, note AS text FROM handAct',
  },
  {
    kind: 'signal-closed',
    sql: `SELECT s.accountId, c.closingId AS id, c.at, s.signalId AS what, c.by, coalesce(c.cause, '') AS text
      FROM accountSignal s JOIN signalClosing c USING (signalRowId)`,
  },
  {
    kind: 'signal',
    sql: `SELECT accountId, signalRowId AS id, at, signalId AS what, reportedBy AS by, note AS text
      FROM accountSignal`,
  },
  {
    kind: 'untick',
    sql: `SELECT t.accountId, w.tickId AS id, w.at, t.taskId AS what, w.by, '' AS text
      FROM taskTick t JOIN tickWithdrawal w USING (tickId)`,
  },
  {
    kind: 'tick',
    sql: `SELECT accountId, tickId AS id, at, taskId AS what, by,
      concat_ws(' · ', nullif(proof, ''), nullif(note, '')) AS text FROM taskTick`,
  },
  {
    kind: 'sign-off',
    sql: "SELECT accountId, signOffId AS id, at, stageId AS what, by, '' AS text FROM signOff",
  },
  {
    kind: 'restart',
    sql: "SELECT accountId, restartId AS id, at, event AS what, by, '' AS text FROM accountRestart",
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
