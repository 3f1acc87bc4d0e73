import type { Fault } from '@contract/outcome.ts';
import { readableParams } from '../format/text-params.ts';
import type { Texts } from '../i18n/texts.ts';

export interface FaultText {
  readonly cause: string;
  readonly cure: string;
  /** Both, one after the other. */
  readonly both: string;
}

/** What the operator reads for a fault: why, and what to do. */
export function faultText(texts: Texts, fault: Fault): FaultText {
  const params = readableParams(texts, fault.detail ?? {}, Date.now());
  const cause = texts.text(`error.${fault.code}.cause`, params);
  const cure = texts.text(`error.${fault.code}.cure`, params);
  return { cause, cure, both: texts.text('fault.both', { cause, cure }) };
}
