import { decideLock, type LockState } from '../../health/lock-state.ts';
import { quote } from '../../shell-quote.ts';
import { evidenceOf, fine, forHand, textOf, unknown } from '../finding.ts';
import type { PreparationStep, StepContext } from '../step.ts';

const android9 = 28;
const lockSettings = 'dumpsys lock_settings';
const trust = `dumpsys trust|grep -F ${quote('(current)')}`;
const policy = 'dumpsys window policy';
const telling = /^CredentialType:|^SID *=|deviceLocked=|\bsecure=/;

/** A lock password against the desk's answer; only looked at, since setting or clearing one risks a failed try. */
export const screenLock: PreparationStep = {
  id: 'screen-lock',
  cureByHand: 'remove-lock',
  readings: ({ sdk }) => [
    // Android 8 has no such service and would only print an error.
    ...(sdk === null || sdk >= android9 ? [{ command: lockSettings, lineLimit: 300 }] : []),
    { command: trust, lineLimit: 20 },
    { command: policy, lineLimit: 500 },
  ],
  judge: (answers, context) => {
    const commands = context.sdk === null || context.sdk >= android9 ? [lockSettings, trust, policy] : [trust, policy];
    const evidence = evidenceOf(answers, commands, telling);
    const lock = decideLock({
      lockSettings: textOf(answers(lockSettings)),
      trust: textOf(answers(trust)),
      windowPolicy: textOf(answers(policy)),
    });
    return lock === null ? unknown('unreadable', evidence) : judgeLock(lock, context, evidence);
  },
};

function judgeLock(
  lock: LockState,
  { lockPolicy }: StepContext,
  evidence: ReturnType<typeof evidenceOf>,
): ReturnType<PreparationStep['judge']> {
  if (lockPolicy === null) return unknown(`${lock}-policy-open`, evidence, { cure: 'answer-lock-policy' });
  if (lockPolicy === 'required') {
    return lock === 'not-set' ? forHand('not-set-required', evidence, { cure: 'set-lock' }) : fine(lock, evidence);
  }
  return lock === 'not-set' ? fine(lock, evidence) : forHand(`${lock}-unwanted`, evidence, { cure: 'remove-lock' });
}
