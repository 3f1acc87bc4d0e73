import { useCallback } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { actionIds, conditions } from '@contract/plan-ids.ts';

/** A word of a plan's file in the language of the page: actions and conditions by their names, others by texts of their own. */
export function useWordText(): (word: string) => string {
  const { text, lookUp } = useTexts();
  return useCallback(
    (word) => {
      const action = actionIds.find((id) => id === word);
      if (action !== undefined) return text(`growth.action.${action}`);
      const condition = conditions.find((id) => id === word);
      if (condition !== undefined) return text(`growth.condition.${condition}`);
      return lookUp(`plans.word.${word}`) ?? word;
    },
    [text, lookUp],
  );
}
