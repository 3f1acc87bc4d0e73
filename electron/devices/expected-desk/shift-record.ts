import type { MissingPhone, NamedPhone, ShiftCheck } from '../../contract/shift.ts';
import { byNumberThenName, type RollCall } from './roll-call.ts';

/** A missing phone with what was said about it. */
export type MarkedPhone = Omit<MissingPhone, 'wasMissing'>;

/** A shift check as it is stored. */
export interface ShiftRecord {
  readonly checkId: number;
  readonly openedAt: number;
  readonly openedBy: string;
  readonly signedAt: number | null;
  readonly signedBy: string | null;
  readonly onlineCount: number;
  readonly expectedIds: readonly string[];
  readonly missing: readonly MarkedPhone[];
  readonly note: string;
}

/** What was marked before stays with the phone as long as it is missing. */
export function withMarks(roll: RollCall, before: readonly MarkedPhone[]): MarkedPhone[] {
  const marks = new Map(before.map(({ phoneId, mark, note }) => [phoneId, { mark, note }]));
  return roll.missing.map((phone) => ({ ...phone, ...(marks.get(phone.phoneId) ?? { mark: null, note: '' }) }));
}

/** The check as it is shown, held against the signed one before it. */
export function describeCheck(record: ShiftRecord, before: ShiftRecord | null): ShiftCheck {
  const { expectedIds, missing, ...rest } = record;
  const missedBefore = new Set(before?.missing.map(({ phoneId }) => phoneId));
  return {
    ...rest,
    expectedCount: expectedIds.length,
    missingCount: missing.length,
    missing: missing.map((phone) => ({ ...phone, wasMissing: missedBefore.has(phone.phoneId) })),
    since: before === null || before.signedAt === null ? null : compare(record, before, before.signedAt),
  };
}

function compare(now: ShiftRecord, before: ShiftRecord, signedAt: number): NonNullable<ShiftCheck['since']> {
  const missing = new Set(now.missing.map(({ phoneId }) => phoneId));
  const missed = new Set(before.missing.map(({ phoneId }) => phoneId));
  const expected = new Set(now.expectedIds);
  const gone = before.missing.filter(({ phoneId }) => !missing.has(phoneId));
  return {
    checkId: before.checkId,
    signedAt,
    newlyMissing: named(now.missing.filter(({ phoneId }) => !missed.has(phoneId))),
    backAgain: named(gone.filter(({ phoneId }) => expected.has(phoneId))),
    notExpected: named(gone.filter(({ phoneId }) => !expected.has(phoneId))),
  };
}

function named(phones: readonly NamedPhone[]): NamedPhone[] {
  return phones.map(({ phoneId, number, name }) => ({ phoneId, number, name })).toSorted(byNumberThenName);
}
