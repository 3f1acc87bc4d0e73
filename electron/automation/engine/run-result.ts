import type { PlaybookResultCode, Verification } from '../../contract/automation.ts';
import type { Halt } from './reached.ts';
import type { PlaybookResult } from './run-ports.ts';
import type { RunState } from './run-state.ts';
import type { StepLog } from './step-log.ts';

/** How a run ended, before the records are added. */
export interface RunEnd {
  readonly state: PlaybookResult['state'];
  readonly code: PlaybookResultCode;
  readonly note: string;
  readonly verifiedBy: Verification | null;
  readonly isCooldown: boolean;
  readonly faultCode: string | null;
}

export function endDone(
  verifiedBy: Verification | null,
  { isCooldown = false, code = 'ok' }: { isCooldown?: boolean; code?: PlaybookResultCode } = {},
): RunEnd {
  return { state: 'done', code, note: '', verifiedBy, isCooldown, faultCode: null };
}

export function endSkipped(note: string): RunEnd {
  return { state: 'skipped', code: 'already-so', note, verifiedBy: 'page', isCooldown: false, faultCode: null };
}

export function endFailed(end: Halt): RunEnd {
  return { state: 'failed', ...tellHalt(end) };
}

/** It may have been done: nobody saw. */
export function endUnknown(end: Halt): RunEnd {
  return { state: 'unknown', ...tellHalt(end) };
}

function tellHalt({ code, note, isCooldown, fault }: Halt): Omit<RunEnd, 'state'> {
  return { code, note, verifiedBy: null, isCooldown, faultCode: fault?.code ?? null };
}

export function resultOf(end: RunEnd, state: RunState, log: StepLog): PlaybookResult {
  return {
    state: end.state,
    code: end.code,
    note: end.note,
    wasCommitted: state.wasCommitted,
    values: Object.fromEntries(state.values),
    lists: Object.fromEntries(state.lists),
    verifiedBy: end.verifiedBy,
    steps: log.records,
    evidenceIds: state.evidenceIds,
    cooldown: end.isCooldown,
    faultCode: end.faultCode,
  };
}
