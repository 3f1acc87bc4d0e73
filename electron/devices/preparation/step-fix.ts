import type { ShellResult } from '../../adb/shell-reader.ts';
import type { Outcome } from '../../contract/outcome.ts';
import type { PreparationFix, SkinFamily } from '../../contract/preparation.ts';
import { classifyRefusal } from '../health/tools/error-classes.ts';
import type { PhoneLink } from '../sessions/phone-link.ts';
import type { JudgedStep } from './checklist.ts';
import { cureOfRefusal } from './refusal-cures.ts';
import type { Finding, StepChange } from './step.ts';

const changeTimeoutMs = 15_000;
const wordsLength = 200;

/** The phone that is being put right. */
export interface FixedPhone {
  readonly link: PhoneLink;
  readonly signal: AbortSignal;
  readonly family: SkinFamily;
}

/** How far the changes of one step came, before anything was read back. */
export type Attempt =
  | { readonly kind: 'nothing-to-do' | 'still-refused' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'made' }
  | {
      readonly kind: 'refused';
      readonly refusal: string | null;
      readonly words: string;
      readonly cure: PreparationFix['cure'];
    };

/** Makes the changes that the finding asks for, in order, up to the first that the phone refuses. */
export async function attemptFix({ step, finding }: JudgedStep, phone: FixedPhone): Promise<Attempt> {
  const { link, signal, family } = phone;
  for (const change of finding.changes) {
    if (signal.aborted) return { kind: 'cancelled' };
    const answer = await make(change, link, signal);
    if (signal.aborted) return { kind: 'cancelled' };
    const refused = refusalIn(answer);
    if (refused !== null) {
      const { refusal, words } = refused;
      return { kind: 'refused', refusal, words, cure: cureOfRefusal(refusal, { family, byHand: step.cureByHand }) };
    }
  }
  return finding.changes.length === 0 ? { kind: 'nothing-to-do' } : { kind: 'made' };
}

/**
 * What came of an attempt, by what the phone shows now: `after` is null when it could not be asked again. Done is only
 * what reads right.
 */
export function settleFix(
  attempt: Attempt,
  after: Finding | null,
  { at, byHand }: { readonly at: number; readonly byHand: PreparationFix['cure'] },
): PreparationFix {
  const nothing = { at, refusal: null, words: null, cure: null };
  switch (attempt.kind) {
    case 'nothing-to-do':
    case 'still-refused':
    case 'cancelled':
      return { ...nothing, outcome: attempt.kind };
    case 'refused':
      if (after?.state === 'ok') return { ...nothing, outcome: 'done' };
      return { at, outcome: 'refused', refusal: attempt.refusal, words: attempt.words, cure: attempt.cure };
    case 'made':
      if (after === null || after.state === 'unknown')
        return { ...nothing, outcome: 'not-read-back', cure: 'look-again' };
      return after.state === 'ok' ? { ...nothing, outcome: 'done' } : { ...nothing, outcome: 'not-kept', cure: byHand };
  }
}

function make(change: StepChange, link: PhoneLink, signal: AbortSignal): Promise<Outcome<ShellResult>> {
  if (change.make !== undefined) return change.make(link, signal);
  return link.shell(change.command, { timeoutMs: changeTimeoutMs, signal });
}

/** Exit codes are no guide below Android 8: the words decide, and a code other than 0 counts as a refusal too. */
function refusalIn(
  answer: Outcome<ShellResult>,
): { refusal: ReturnType<typeof classifyRefusal>; words: string } | null {
  if (!answer.ok) return { refusal: null, words: answer.error.code };
  const { stdout, stderr, exitCode } = answer.value;
  const text = `${stdout}\n${stderr}\n`;
  const refusal = classifyRefusal(text);
  if (refusal === null && exitCode === 0) return null;
  return { refusal, words: tellingLine(text) };
}

function tellingLine(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  const found = lines.find((line) => classifyRefusal(`${line}\n`) !== null) ?? lines.find((line) => line !== '') ?? '';
  return found.slice(0, wordsLength);
}
