import { gateCodes } from '../../electron/contract/job-codes.ts';
import type { Fault } from '@contract/outcome.ts';
import { lackWords } from '../format/lack-words.ts';
import { planMomentText } from '../format/plan-times.ts';
import { planParams } from '../format/text-params.ts';
import type { Texts } from '../i18n/texts.ts';

/** Faults of clicks that the gate refuses; the rule in them is what it answered. */
const refusedByGate: ReadonlySet<Fault['code']> = new Set(['reading-refused', 'bench-refused']);
const gateRules = [...gateCodes, 'phone-unknown'] as const;

/** Why the gate refused a click, until when, and what to do; null for any other fault. Nothing of it goes on by itself. */
export function gateRefusal(
  texts: Texts,
  { code, detail = {} }: Fault,
  now: number,
): { readonly cause: string; readonly cure: string } | null {
  const { text, lookUp, language } = texts;
  const rule = gateRules.find((known) => known === detail['rule']);
  if (!refusedByGate.has(code) || rule === undefined) return null;
  const params = planParams(texts, detail, now);
  const { untilAt } = detail;
  const at = typeof untilAt === 'number' ? planMomentText(language, untilAt, now) : null;
  const what = text(`error.${code}.cause`);
  const why = text(`job.code.${rule}.cause`, params);
  const lacks = lackWords(texts, detail, params);
  const until = at === null ? '' : text('refused.until', { at });
  const next =
    at !== null
      ? text('refused.later', { at })
      : lacks !== null
        ? text('refused.lacks', { lacks: lacks.long })
        : (lookUp(`refused.cure.${rule}`, params) ?? text(`job.code.${rule}.cure`, params));
  const also = lookUp(`refused.also.${code}`) ?? '';
  return {
    cause: text('refused.cause', { what, why, until }).trim(),
    cure: text('refused.both', { next, also }).trim(),
  };
}
