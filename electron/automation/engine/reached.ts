import type { PlaybookResultCode } from '../../contract/automation.ts';
import type { Fault } from '../../contract/outcome.ts';

/** Why a run goes no further. */
export interface Halt {
  readonly code: PlaybookResultCode;
  /** What was seen, in a few words for the log. */
  readonly note: string;
  /** The platform warned: the account rests. */
  readonly isCooldown: boolean;
  /** For `phone-fault`: what the phone's own layer says. */
  readonly fault: Fault | null;
  /** What it seems to be though the page does not say so: another way to the same place may settle it. */
  readonly seems: PlaybookResultCode | null;
  /** The messenger's own word when the subject was opened: no other way there leads to another answer. */
  readonly isSaid: boolean;
}

/** What was reached, or why it was not. */
export type Reached<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly halt: Halt };

export function reach<T>(value: T): Reached<T> {
  return { ok: true, value };
}

export function halt(
  code: PlaybookResultCode,
  note: string,
  { isCooldown = false, fault = null, seems = null, isSaid = false }: Partial<Omit<Halt, 'code' | 'note'>> = {},
): { readonly ok: false; readonly halt: Halt } {
  return { ok: false, halt: { code, note, isCooldown, fault, seems, isSaid } };
}

/** A fault of the phone's own layer as the end of a run. */
export function haltOn(fault: Fault): { readonly ok: false; readonly halt: Halt } {
  const code = haltCodes[fault.code] ?? 'phone-fault';
  return halt(code, `${fault.code}: ${fault.message}`, { fault });
}

const haltCodes: { readonly [code in Fault['code']]?: PlaybookResultCode } = {
  aborted: 'aborted',
  'ui-tree-blocked': 'tree-blocked',
  'ui-tree-empty': 'tree-blocked',
  'screen-locked': 'screen-locked',
  'messenger-missing': 'messenger-missing',
};
