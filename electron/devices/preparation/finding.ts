import type { TextParams } from '../../contract/phones.ts';
import type { CureCode, PreparationEvidence } from '../../contract/preparation.ts';
import type { SectionOutput } from '../health/compound-command.ts';
import type { Answers, Finding, StepChange } from './step.ts';

const shownLength = 160;

/** Everything right, as the evidence shows. */
export function fine(textCode: string, evidence: readonly PreparationEvidence[], params: TextParams = {}): Finding {
  return { state: 'ok', textCode, params, isInferred: false, evidence, changes: [], cure: null };
}

/** The console can put it right with these changes. */
export function toFix(
  textCode: string,
  evidence: readonly PreparationEvidence[],
  rest: { readonly changes: readonly StepChange[]; readonly params?: TextParams },
): Finding {
  const { changes, params = {} } = rest;
  return { state: 'to-fix', textCode, params, isInferred: false, evidence, changes, cure: null };
}

/** Only a person at the phone can put it right. */
export function forHand(
  textCode: string,
  evidence: readonly PreparationEvidence[],
  rest: { readonly cure: CureCode; readonly params?: TextParams },
): Finding {
  const { cure, params = {} } = rest;
  return { state: 'hand', textCode, params, isInferred: false, evidence, changes: [], cure };
}

/** The phone proved nothing; `cure` says how a person finds out, where there is a way. */
export function unknown(
  textCode: string,
  evidence: readonly PreparationEvidence[],
  rest: { readonly cure?: CureCode; readonly params?: TextParams } = {},
): Finding {
  const { cure = null, params = {} } = rest;
  return { state: 'unknown', textCode, params, isInferred: false, evidence, changes: [], cure };
}

/** This phone has no such thing. */
export function notApplicable(textCode = 'not-for-this-phone'): Finding {
  return { state: 'not-applicable', textCode, params: {}, isInferred: false, evidence: [], changes: [], cure: null };
}

/** The same finding, from a sign whose meaning is not proven. */
export function inferred(finding: Finding): Finding {
  return { ...finding, isInferred: true };
}

/** What the commands answered, cut to a line or two that can be shown; `pick` keeps the lines that tell. */
export function evidenceOf(answers: Answers, commands: readonly string[], pick?: RegExp): PreparationEvidence[] {
  return commands.map((command) => ({ command, value: shownValue(answers(command), pick) }));
}

/** The text of a whole answer, else an empty one, which no parser reads anything from. */
export function textOf({ output, exitCode }: SectionOutput): string {
  return exitCode === null ? '' : output;
}

function shownValue(answer: SectionOutput, pick: RegExp | undefined): string {
  const lines = textOf(answer)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && (pick === undefined || pick.test(line)));
  const text = lines.slice(0, 4).join(' ⏎ ');
  return text.length > shownLength ? `${text.slice(0, shownLength)}…` : text;
}
