import type { ProcedureOutput } from '@contract/procedures.ts';
import type { Texts } from '../../../i18n/texts.ts';

type ReadNames = ProcedureOutput<'groups.readNames'>;

export interface BadRowsWords {
  /** Which file, and how many of its rows cannot be used. */
  readonly title: string;
  /** Each row with its cure, in the order of the file. */
  readonly rows: readonly { readonly line: number; readonly words: string }[];
}

/** What a person reads of the rows of a table that cannot be used. */
export function badRowsWords({ text }: Texts, { file, problems }: ReadNames): BadRowsWords {
  return {
    title: text('groups.table-problems', { file, count: problems.length }),
    rows: problems.map(({ line, code, text: name }) => ({
      line,
      words: text(`groups.table-problem.${code}`, { line, name }),
    })),
  };
}
