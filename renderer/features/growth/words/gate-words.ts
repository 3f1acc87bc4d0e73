import type { GateView } from '@contract/account-plans.ts';
import { readableParams } from '../../../format/text-params.ts';
import { momentText } from '../../../format/times.ts';
import type { Texts } from '../../../i18n/texts.ts';
import { ruleText } from './rule-words.ts';

/** What the gate said, for people: what, why, until when, what to do, and by which rule. */
export interface GateWords {
  /** 可以 · 要等 · 不可以 */
  readonly verdict: string;
  /** The reason in a few words; null where it is allowed. */
  readonly short: string | null;
  readonly cause: string | null;
  readonly cure: string | null;
  /** 「11月23日 08:00 开放」, 「要等人处理」; null where it is allowed. */
  readonly until: string | null;
  readonly rule: string | null;
}

/** `now`: the desk's time, by which the gate was asked. */
export function gateWords(texts: Texts, view: GateView, now: number): GateWords {
  const { text } = texts;
  const verdict = text(`growth.gate.${view.kind}`);
  const { reason } = view;
  if (reason === null) return { verdict, short: null, cause: null, cure: null, until: null, rule: null };
  const params = readableParams(texts, view.detail, now);
  return {
    verdict,
    short: text(`job.code.${reason}.short`),
    cause: text(`job.code.${reason}.cause`, params),
    cure: text(`job.code.${reason}.cure`, params),
    until: untilText(texts, view, now),
    rule: view.path === null ? null : ruleText(texts, view.path),
  };
}

/** When it opens; that it never does; or that time alone opens nothing. */
export function untilText({ text, language }: Texts, { kind, untilAt }: GateView, now: number): string {
  if (kind === 'never') return text('growth.gate.no-end');
  if (untilAt === null) return text('growth.gate.until-unknown');
  return text('growth.gate.until', { at: momentText(language, untilAt, now) });
}
