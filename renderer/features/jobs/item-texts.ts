import type { JobItem } from '@contract/jobs.ts';
import { readableParams } from '../../format/text-params.ts';
import type { Texts } from '../../i18n/texts.ts';

/** Codes that say nothing beyond the state itself. */
const plainCodes: ReadonlySet<string> = new Set(['ok']);

/** In a few words why a row is where it is; null when its state says it all. */
export function whyText({ code, waitsFor, isVerifyDue }: JobItem, { text }: Texts): string | null {
  if (waitsFor !== null) return text(`jobs.waits.${waitsFor}`);
  const why = code === null || plainCodes.has(code) ? null : text(`job.code.${code}.short`);
  if (!isVerifyDue) return why;
  return why === null ? text('jobs.verify-first') : `${why} · ${text('jobs.verify-first')}`;
}

export interface CodeText {
  readonly cause: string;
  readonly cure: string;
}

/** Cause and cure of a code, filled with what came with it. */
export function codeText({ code, detail }: Pick<JobItem, 'code' | 'detail'>, texts: Texts): CodeText | null {
  if (code === null || plainCodes.has(code)) return null;
  const params = readableParams(texts, detail, Date.now());
  return { cause: texts.text(`job.code.${code}.cause`, params), cure: texts.text(`job.code.${code}.cure`, params) };
}
