import type { Fault } from '@contract/outcome.ts';
import { readableParams } from '../format/text-params.ts';
import type { Texts } from '../i18n/texts.ts';

export interface FaultText {
  readonly cause: string;
  readonly cure: string;
}

/** What the operator reads for a fault: why, and what to do. */
export function faultText(texts: Texts, fault: Fault): FaultText {
  const params = readableParams(texts, fault.detail ?? {}, Date.now());
  return {
    cause: texts.text(`error.${fault.code}.cause`, params),
    cure: texts.text(`error.${fault.code}.cure`, params),
  };
}
