import { playbookResultCodes } from './automation.ts';
import { renameProblemCodes } from './group-rename.ts';

/**
 * Why an item is where it is, as a closed union: what a playbook found on the phone, what the gate answered, what the
 * job itself decided. `contract/job-texts` has cause and cure of each in both languages.
 */

/** What the gate answers when it is not open. */
export const gateCodes = [
  'mode-not-chosen',
  'account-moved',
  /** Of rows of an older release; nothing answers it any more. */
  'caps-not-built',
  'operator-absent',
  /** A real account that was put under no plan yet. */
  'plan-not-started',
  /** The plan that it was given cannot be read by this release: what it allows is not known. */
  'plan-unreadable',
  /** No plan says anything of such an act. */
  'act-not-in-plan',
  'suspended',
  'human-only',
  'device-hold',
  'cooldown',
  'warning-closed',
  'stage-closed',
  'tool-stage',
  'tool-health',
  'role-unread',
  'role-missing',
  'over-batch',
  'too-many-recipients',
  'amount-over-cap',
  'hour-cap',
  'day-cap',
  'week-cap',
  'month-cap',
  'group-unread',
  'group-cap',
  'group-share',
  'group-over-accounts',
  'gap',
  'batch-pause',
  'rest-window',
  'rest-day',
  /** Nobody knows what time it is; `why` is an `UnsureReason`. */
  'time-unknown',
  /** Around midnight, when phones that agree may be on two days. */
  'day-turning',
  /** Acts of today may be lacking in the ledger; `why` is a `SpanKind`. */
  'count-unknown',
  /** The account came up on another phone, or another one on its phone, and nobody said so; `trouble` says which. */
  'place-unsure',
  /** What was said of the account may be lacking in the database; `why` is a `SpanKind`. */
  'standing-unknown',
  /** A desk with a clock of its own met a real phone. */
  'clock-real-phone',
] as const;

/** What the job engine decides by itself. */
export const engineCodes = [
  /** It was committed, reads as before, and is of a kind that is never done a second time by itself. */
  'not-done-after-commit',
  /** It was committed, reads as before, and may take effect yet: it is looked at again. */
  'may-still-land',
  /** Its account was given another mode on the way: it begins anew in that one. */
  'mode-changed',
  'phone-lost',
  'computer-slept',
  /** A person was shown what to do, and meanwhile it may not be done any more: it was taken back. */
  'gate-closed',
  'stopped-all',
  'console-ended',
  'took-too-long',
  'cancelled-by-operator',
  'window-over',
  'seen-done',
  'seen-not-done',
  'same-act-open',
  'same-act-twice',
  'phone-unknown',
  'kind-missing',
  'subject-unreadable',
  'kind-broke',
  /** A name in its texts was erased; done again it would write something else. */
  'person-erased',
] as const;

export const itemCodes = [...playbookResultCodes, ...gateCodes, ...engineCodes, ...renameProblemCodes] as const;
export type ItemCode = (typeof itemCodes)[number];

/** Why a ready item has not begun; told live, never stored. */
export const waitReasons = [
  'job-paused',
  'before-window',
  'after-window',
  'phone-away',
  'phone-busy',
  'phone-set-aside',
  'account-busy',
  'group-busy',
  'hub-full',
  'first-alone',
  'first-in-doubt',
  'kind-missing',
  'store-refuses',
] as const;
export type WaitReason = (typeof waitReasons)[number];
