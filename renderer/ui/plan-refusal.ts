import type { Fault } from '@contract/outcome.ts';
import { problemParams } from '../format/problem-params.ts';
import type { Texts } from '../i18n/texts.ts';

/** Why a plan was refused, in which file and line, and what to do there; null for any other fault. */
export function planRefusal(
  texts: Texts,
  { code, detail = {} }: Fault,
): { readonly cause: string; readonly cure: string } | null {
  if (code !== 'plan-broken') return null;
  const { text, lookUp } = texts;
  const words = (value: (typeof detail)[string]): string | number =>
    typeof value === 'number' ? value : String(value ?? '');
  const given = Object.fromEntries(Object.entries(detail).map(([key, value]) => [key, words(value)]));
  const params = problemParams(texts, given);
  const [cause, cure] = ['cause', 'cure'].map((part) => lookUp(`plan.problem.${detail['problem']}.${part}`, params));
  return {
    cause: `${text('error.plan-broken.cause', params)} ${cause ?? ''}`.trim(),
    cure: cure ?? text('error.plan-broken.cure', params),
  };
}
