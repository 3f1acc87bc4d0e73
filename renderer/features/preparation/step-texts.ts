import type { CureCode, PreparationCheck, SkinFamily } from '@contract/preparation.ts';
import { readableParams } from '../../format/text-params.ts';
import type { Texts } from '../../i18n/texts.ts';

/** Steps may come from higher layers; one without a text shows its id. */
export function stepName({ lookUp }: Texts, stepId: string): string {
  return lookUp(`preparation.step.${stepId}.name`) ?? stepId;
}

export function stepShortName({ lookUp }: Texts, stepId: string): string {
  return lookUp(`preparation.step.${stepId}.short`) ?? stepId;
}

/** The sentence of a check: its step's own, else the one that all steps share, else the state's name. */
export function checkSentence(texts: Texts, check: PreparationCheck, readAt: number): string {
  const { stepId, textCode, state } = check;
  const params = readableParams(texts, check.params, readAt);
  const own = texts.lookUp(`preparation.${stepId}.${textCode}`, params);
  return own ?? texts.lookUp(`preparation.any.${textCode}`, params) ?? texts.text(`preparation.state.${state}`);
}

/** What a person does about it on a phone of that family. */
export function cureText({ lookUp }: Texts, code: CureCode, family: SkinFamily): string {
  return lookUp(`preparation.cure.${code}.${family}`) ?? lookUp(`preparation.cure.${code}.any`) ?? code;
}
