import type { CertaintyView } from '@contract/certainty.ts';
import { planMomentText } from '../format/plan-times.ts';
import type { Texts } from '../i18n/texts.ts';

export interface CountWords {
  readonly title: string;
  readonly lines: readonly string[];
}

/** What is held because acts may be lacking, and until when; null where nothing is. */
export function countWords(texts: Texts, { held, inGroups, spans, now }: CertaintyView): CountWords | null {
  const { text, lookUp, language } = texts;
  const of = held ?? (inGroups.length > 0 ? spans.at(-1) : undefined);
  if (of === undefined) return null;
  const { why, missing, fromAt, untilAt } = of;
  const moment = (at: number | null): string => (at === null ? text('value.none') : planMomentText(language, at, now));
  const words = { why: lookUp(`param.why.${why}`), toDo: lookUp(`param.toDo.${why}`) };
  const days = { from: moment(fromAt), to: moment(untilAt) };
  const list = inGroups.map(({ action, until }) =>
    text('certainty.groups.one', { action: lookUp(`growth.action.${action}`) ?? action, until: moment(until) }),
  );
  return {
    title: titleOf(texts, held, moment, inGroups.at(-1)?.until ?? null),
    lines: [
      text('certainty.count.text', { ...words, ...days, missing: missing ?? text('value.none') }),
      ...(list.length === 0 ? [] : [text('certainty.groups.text', { list: list.join(' · ') })]),
    ],
  };
}

function titleOf(
  { text }: Texts,
  held: CertaintyView['held'],
  moment: (at: number | null) => string,
  longestAt: number | null,
): string {
  if (held === null) return text('certainty.groups.title', { until: moment(longestAt) });
  if (held.until === null) return text('certainty.count.open');
  const until = moment(held.until);
  return longestAt === null
    ? text('certainty.count.title', { until })
    : text('certainty.count.title-groups', { until, longest: moment(longestAt) });
}
