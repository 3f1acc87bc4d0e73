import type { HeldView } from '@contract/rename-preview.ts';
import { lackWords } from '../../format/lack-words.ts';
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

export function whyWords(texts: Texts, blocked: Blocked, now: number): WhyWords {
  const { text } = texts;
  const { code, detail } = blocked;
  const params = planParams(texts, detail, now);
  const path = detail['path'];
  return {
    short: text(`job.code.${code}.short`),
    cause: text(`job.code.${code}.cause`, params),
    rule: typeof path === 'string' ? ruleText(texts, path) : null,
    until: untilWords(texts, blocked, { params, now }),
    cure: cureWords(texts, blocked, params),
  };
}

/** What to do: what is lacking by name, and that a soft rest can be set aside. */
export function cureWords(
  texts: Texts,
  { code, detail }: Pick<Blocked, 'code' | 'detail'>,
  params: TextParams,
): string {
  const { text } = texts;
  if (detail['lacks'] === 'login') return text('why.cure-login', params);
  const lacks = lackWords(texts, detail, params);
  if (lacks !== null) return text('why.cure-lacks', { lacks: lacks.long });
  if (detail['isInNoStage'] === true) return text('why.cure-no-stage');
  const cure = text(`job.code.${code}.cure`, params);
  return detail['isHard'] === false ? text('why.cure-soft', { cure }) : cure;
}

/** When it opens by itself, what people have to do for it, or that nothing opens it. */
function untilWords(
  texts: Texts,
  { detail, untilAt, isNever = false }: Blocked,
  { params, now }: { readonly params: TextParams; readonly now: number },
): string {
  const { text, language } = texts;
  if (isNever) return text('why.never');
  if (untilAt !== null) return text('why.until', { at: planMomentText(language, untilAt, now) });
  if (detail['lacks'] === 'login') return text('why.until-login', params);
  const lacks = lackWords(texts, detail, params);
  if (lacks !== null) return text('why.until-lacks', { lacks: lacks.short });
  if (detail['isInNoStage'] === true) return text('why.until-no-stage');
  return text(detail['laterCode'] === undefined ? 'why.until-unknown' : 'why.until-then', params);
}
