import { playbookResultCodes } from './automation.ts';
import { renameProblemCodes } from './group-rename.ts';

/**
 * Why an item is where it is, as a closed union: what a playbook found on the phone, what the gate answered, what the
 * job itself decided. `contract/job-texts` has cause and cure of each in both languages.
 */

/** What the gate answers when it is not open. */
export const gateCodes = ['cooldown', 'mode-not-chosen', 'account-moved', 'caps-not-built', 'operator-absent'] as const;

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
