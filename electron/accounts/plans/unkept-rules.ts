import type { PlanProblem } from '../../contract/plan-problems.ts';
import { readPhrase, readPhrases, writePhrase, type Phrase } from './phrases.ts';
import { toolNames, type ConfirmRule, type Plan, type ToolGate, type ToolName } from './plan.ts';
import { confirmWords, postcheckWords, undoWords } from './plan-words.ts';
import type { PlanFile } from './plan-yaml.ts';
import { wordIn, type SeenPlan } from './seen-plan.ts';

/** What comes before every act of a job whatever a plan says. A tool that asks for more sees to that itself. */
export const keptByJobs: ReadonlySet<ConfirmRule['kind']> = new Set([
  'review-plan',
  'click-per-batch',
  'dry-run',
  'preview-per-group',
  'preview',
]);

/** What a plan asks of a tool beyond the template although nothing sees to it: a person who reads it would take it for kept. */
export function checkUnkept(file: PlanFile, { tool_gates: gates }: SeenPlan, template: Plan): PlanProblem[] {
  return toolNames.flatMap((tool) => {
    const told = (field: string, words: readonly string[], known: readonly string[]): PlanProblem[] => {
      if (words.length === 0) return [];
      const params = { tool, field, word: words.join(' + '), known: known.length === 0 ? '–' : known.join(' | ') };
      return [file.problem(['tool_gates', tool, field], 'tool-rule-unkept', params)];
    };
    const { postcheck, undo } = template.toolGates[tool];
    const wordOf = (field: string): string => wordIn(gates[tool], field) ?? '';
    return [
      ...told('confirm', unkeptIn(wordOf('confirm'), template.toolGates[tool]), keptWords(template, tool)),
      ...told(
        'postcheck',
        otherThan(wordOf('postcheck'), postcheck, postcheckWords),
        wordsOf(postcheck, postcheckWords),
      ),
      ...told('undo', otherThan(wordOf('undo'), undo, undoWords), wordsOf(undo, undoWords)),
    ];
  });
}

/** Words that nobody understands are told as such. */
function unkeptIn(text: string, own: ToolGate): string[] {
  const said = readPhrases(text, confirmWords);
  if ('unknown' in said) return [];
  return said.rule.filter(({ kind }) => !isKept(kind, own)).map((rule) => writePhrase(rule, confirmWords));
}

/** What the template asks of the tool is part of the tool; whoever does something in the messenger for people is a job. */
function isKept(kind: ConfirmRule['kind'], { action, confirm }: ToolGate): boolean {
  if (confirm.some((rule) => rule.kind === kind)) return true;
  return action !== null && keptByJobs.has(kind);
}

function keptWords(template: Plan, tool: ToolName): string[] {
  const own = template.toolGates[tool];
  return confirmWords
    .map(({ form }) => form.replaceAll('{n}', 'N'))
    .filter((form) => {
      const said = readPhrase(form.replaceAll('N', '1'), confirmWords);
      return 'rule' in said && isKept(said.rule.kind, own);
    });
}

/** A word that is understood and is not the tool's own. */
function otherThan<Word extends string>(
  text: string,
  own: Word | undefined,
  phrases: readonly Phrase<Word>[],
): string[] {
  const said = readPhrase(text, phrases);
  return 'unknown' in said || said.rule === own ? [] : [text];
}

function wordsOf<Word extends string>(own: Word | undefined, phrases: readonly Phrase<Word>[]): string[] {
  return own === undefined ? [] : [writePhrase(own, phrases)];
}
