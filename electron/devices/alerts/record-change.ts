import type { AlertSubject } from '../../contract/alerts.ts';
import type { AlertEvent } from './alert-event.ts';
import type { AlertRecord } from './alert-record.ts';
import type { AlertTopic, Trouble } from './finding.ts';
import type { ActiveAlert, Step } from './step.ts';

/** A change before it is stored; a new alert has no id yet. */
export interface RecordChange {
  readonly before: AlertRecord | null;
  readonly after: AlertRecord;
  readonly happened: AlertEvent['happened'] | null;
}

export interface ChangeContext {
  readonly now: number;
  /** What a subject is called, for its alerts. */
  readonly nameOf: (subject: AlertSubject) => { readonly number: number | null; readonly name: string };
  readonly isQuiet: (record: AlertRecord) => boolean;
}

const unborn = 0;

/** What a step makes of the active alert, if there is one, and what the outside is told of it. Null: nothing. */
export function changeOf(
  topic: AlertTopic,
  before: AlertRecord | null,
  step: Step,
  context: ChangeContext,
): RecordChange | null {
  if (step.does === 'nothing') return null;
  if (step.does === 'raise') return raise(topic, step.trouble, context);
  if (before === null) return null;
  if (step.does === 'end') {
    const after = { ...before, endedAt: context.now, ending: step.ending };
    return { before, after, happened: before.isTold ? 'ended' : null };
  }
  if (step.isWorse) return worsen(before, step.alert, context);
  return { before, after: { ...before, ...step.alert }, happened: null };
}

function raise({ kind, subject }: AlertTopic, trouble: Trouble, { now, nameOf, isQuiet }: ChangeContext): RecordChange {
  const { number, name } = nameOf(subject);
  const record: AlertRecord = {
    alertId: unborn,
    kind,
    subject,
    ...trouble,
    subjectNumber: number,
    subjectName: name,
    raisedAt: now,
    unknownSinceAt: null,
    acknowledgedAt: null,
    acknowledgedBy: null,
    snoozedUntilAt: null,
    isTold: false,
    endedAt: null,
    ending: null,
  };
  const isTold = !isQuiet(record);
  return { before: null, after: { ...record, isTold }, happened: isTold ? 'raised' : null };
}

/** Worse than what the operator acknowledged or snoozed: both are undone. */
function worsen(before: AlertRecord, alert: ActiveAlert, { isQuiet }: ChangeContext): RecordChange {
  const renewed = { ...before, ...alert, acknowledgedAt: null, acknowledgedBy: null, snoozedUntilAt: null };
  const isUnheard = isQuiet(renewed);
  const happened = before.isTold ? 'worsened' : 'raised';
  return { before, after: { ...renewed, isTold: before.isTold || !isUnheard }, happened: isUnheard ? null : happened };
}
