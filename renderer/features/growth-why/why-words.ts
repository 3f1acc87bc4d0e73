import type { HeldView } from '@contract/rename-preview.ts';
import { planMomentText } from '../../format/plan-times.ts';
import { planParams } from '../../format/text-params.ts';
import type { TextParams, Texts } from '../../i18n/texts.ts';
import { ruleText } from '../growth/words/rule-words.ts';

/** Something that may not be done now, as the gate said it. */
export type Blocked = HeldView & {
  /** No time and no other day opens it. */
  readonly isNever?: boolean;
};

/** What is blocked in words: in a few, the cause, the rule that says so, until when, and what to do. */
export interface WhyWords {
  readonly short: string;
  readonly cause: string;
  /** Null where the gate named none. */
  readonly rule: string | null;
  readonly until: string;
  readonly cure: string;
}

export function whyWords(texts: Texts, { code, detail, untilAt, isNever = false }: Blocked, now: number): WhyWords {
  const { text } = texts;
  const params = planParams(texts, detail, now);
  const path = detail['path'];
  return {
    short: text(`job.code.${code}.short`),
    cause: text(`job.code.${code}.cause`, params),
    rule: typeof path === 'string' ? ruleText(texts, path) : null,
    until: untilWords(texts, { untilAt, isNever, lacks: detail['lacks'] === undefined ? null : params['lacks'] }, now),
    cure: cureWords(texts, { code, detail }, params),
  };
}

/** What to do: what is lacking by name, and that a soft rest can be set aside. */
export function cureWords(
  { text }: Texts,
  { code, detail }: Pick<Blocked, 'code' | 'detail'>,
  params: TextParams,
): string {
  if (detail['lacks'] !== undefined) return text('why.cure-lacks', params);
  const cure = text(`job.code.${code}.cure`, params);
  return detail['isHard'] === false ? text('why.cure-soft', { cure }) : cure;
}

interface Opening {
  readonly untilAt: number | null;
  readonly isNever: boolean;
  /** What must happen besides the time, in words. */
  readonly lacks: TextParams[string] | null | undefined;
}

/** When it opens by itself, that only a change opens it, or that nothing does. */
function untilWords({ text, language }: Texts, { untilAt, isNever, lacks }: Opening, now: number): string {
  if (isNever) return text('why.never');
  if (untilAt === null && lacks !== null && lacks !== undefined) return text('why.until-lacks', { lacks });
  return untilAt === null
    ? text('why.until-unknown')
    : text('why.until', { at: planMomentText(language, untilAt, now) });
}
