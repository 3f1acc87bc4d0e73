import type { PlaybookResult } from '../../automation/engine/run-ports.ts';
import type { Fault, Outcome } from '../../contract/outcome.ts';
import type { AttemptEnd } from '../../jobs/job-kind.ts';

/** How long an account rests after a warning: the shortest rest of the SOP for 操作太频繁. */
export const cooldownMs = 24 * 3_600_000;

/** A playbook's end as the end of an attempt. `after`: what reads on the phone now, where that is known. */
export function endOf(result: PlaybookResult, after: string | null): AttemptEnd {
  const isCut = result.state === 'failed' && result.code === 'aborted';
  return {
    state: isCut ? 'interrupted' : result.state,
    code: result.code,
    detail: result.faultCode === null ? {} : { fault: result.faultCode },
    after,
    verifiedBy: result.verifiedBy,
    cooldownMs: result.cooldown ? cooldownMs : null,
  };
}

/** The end of an attempt whose playbook could not even begin. */
export function endOfFault(fault: Fault): AttemptEnd {
  const isCut = fault.code === 'aborted';
  return {
    state: isCut ? 'interrupted' : 'failed',
    code: isCut ? 'aborted' : 'phone-fault',
    detail: { fault: fault.code },
    after: null,
    verifiedBy: null,
    cooldownMs: null,
  };
}

/** What came of a playbook, or of the want of one. */
export function endOfRun(
  ran: Outcome<PlaybookResult>,
  readAfter: (result: PlaybookResult) => string | null,
): AttemptEnd {
  return ran.ok ? endOf(ran.value, readAfter(ran.value)) : endOfFault(ran.error);
}
