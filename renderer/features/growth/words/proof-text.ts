import type { Texts } from '../../../i18n/texts.ts';

/** 「凭据：手机登记编号」: what a task of a plan asks for. */
export function proofText({ text, lookUp }: Pick<Texts, 'text' | 'lookUp'>, wanted: string): string {
  return text('growth.proof', { proof: lookUp(`param.proof.${wanted}`) ?? wanted });
}
