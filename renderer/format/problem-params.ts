import type { PlanProblem } from '@contract/plan-problems.ts';
import type { Texts } from '../i18n/texts.ts';

/** What a problem's words are filled with, with actions and windows by their names; words that a file must have stay as they are. */
export function problemParams({ lookUp }: Texts, params: PlanProblem['params']): PlanProblem['params'] {
  const named = Object.entries(params).map(([key, value]): [string, string | number] => {
    if (key === 'action') return [key, lookUp(`growth.action.${value}`) ?? value];
    if (key === 'field' || key === 'widerField') return [key, lookUp(`growth.rule.cap-window.${value}`) ?? value];
    return [key, value];
  });
  return Object.fromEntries(named);
}
