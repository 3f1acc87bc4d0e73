import { readdirSync, readFileSync } from 'node:fs';
import { createInstance } from 'i18next';
import { z } from 'zod';
import type { PlaybookProblem } from '../../electron/contract/automation.ts';
import type { Fault } from '../../electron/contract/outcome.ts';
import type { TextParams } from '../../electron/contract/phones.ts';
import type { ProcedureOutput } from '../../electron/contract/procedures.ts';
import { badRowsWords } from '../../renderer/features/groups/rename/name-table-words.ts';
import { problemWords } from '../../renderer/features/playbook-bench/problem-words.ts';
import { readableParams } from '../../renderer/format/text-params.ts';
import type { Language, TextParams as WordParams, Texts } from '../../renderer/i18n/texts.ts';
import { faultText } from '../../renderer/ui/fault-text.ts';

export const languages = ['zh-CN', 'en'] as const satisfies readonly Language[];

const root = new URL('../../', import.meta.url);
const textsSchema = z.record(z.string(), z.string());

/** What the pages say, word for word, for programs that have no page. */
export class ConsoleWords {
  readonly texts: Texts;

  private constructor(texts: Texts) {
    this.texts = texts;
  }

  static async of(language: Language): Promise<ConsoleWords> {
    const translator = createInstance();
    await translator.init({
      lng: language,
      fallbackLng: false,
      keySeparator: false,
      nsSeparator: false,
      interpolation: { escapeValue: false },
      // A value that was not sent must be seen by whoever compares.
      missingInterpolationHandler: () => '{{?}}',
      resources: { [language]: { translation: readAll(language) } },
      initAsync: false,
    });
    const text = (key: string, params: WordParams | undefined): string =>
      translator.t(key, { lng: language, ...params });
    return new ConsoleWords({
      language,
      text,
      lookUp: (key, params) => (translator.exists(key, { lng: language, ...params }) ? text(key, params) : null),
    });
  }

  /** A refusal, cause and cure. */
  ofFault(fault: Fault): string {
    return faultText(this.texts, fault, Date.now()).both;
  }

  /** What is wrong with a playbook, as the page of playbooks has it: file, line, place, cause, cure. */
  ofProblem(problem: PlaybookProblem): string {
    const { place, path, cause, cure } = problemWords(this.texts, problem, true);
    return [place, path, cause, cure].filter((part) => part !== '').join(' ');
  }

  /** Rows of a table of names that cannot be used, as the wizard has them: the file, then row by row. */
  ofBadRows(read: ProcedureOutput<'groups.readNames'>): string {
    const { title, rows } = badRowsWords(this.texts, read);
    return [title, ...rows.map(({ words }) => words)].join(' | ');
  }

  /** Why a row of a job is where it is, and what to do. */
  ofCode(code: string, detail: TextParams): string {
    const params = readableParams(this.texts, detail, 0);
    return ['cause', 'cure'].map((part) => this.texts.lookUp(`job.code.${code}.${part}`, params) ?? '?').join(' ');
  }
}

function readAll(language: Language): Readonly<Record<string, string>> {
  const pages = new URL(`renderer/i18n/${language}/`, root);
  const files = [
    ...readdirSync(pages).map((name) => new URL(name, pages)),
    ...['alert', 'job', 'plan', 'rule'].map(
      (kind) => new URL(`electron/contract/${kind}-texts/${language}.json`, root),
    ),
  ];
  return Object.fromEntries(
    files.flatMap((file) => Object.entries(textsSchema.parse(JSON.parse(readFileSync(file, 'utf8'))))),
  );
}
