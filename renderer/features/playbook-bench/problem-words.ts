import type { PlaybookProblem } from '@contract/automation.ts';
import type { Texts } from '../../i18n/texts.ts';

export interface ProblemWords {
  /** File and line, or the line alone. */
  readonly place: string;
  /** Where in that line; empty where the cause says it. */
  readonly path: string;
  readonly cause: string;
  readonly cure: string;
}

/** What a person reads of something wrong in a playbook. */
export function problemWords({ text }: Texts, problem: PlaybookProblem, hasFile: boolean): ProblemWords {
  const { file, line, path, code, params } = problem;
  return {
    place: hasFile ? text('bench.problem-place', { file, line }) : text('bench.problem-line', { line }),
    path: path === params['field'] ? '' : path,
    cause: text(`bench.problem.${code}.cause`, params),
    cure: text(`bench.problem.${code}.cure`, params),
  };
}
