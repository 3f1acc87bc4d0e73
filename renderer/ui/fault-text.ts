import type { Fault } from '@contract/outcome.ts';
import { readableParams } from '../format/text-params.ts';
import type { TextParams, Texts } from '../i18n/texts.ts';
import { gateRefusal } from './gate-refusal.ts';
import { planRefusal } from './plan-refusal.ts';

export interface FaultText {
  readonly cause: string;
  readonly cure: string;
  /** Both, one after the other. */
  readonly both: string;
}

/**
 * What the operator reads for a fault: why, and what to do. Where main names the broken rule, and that rule has words
 * of its own (`error.phone-busy.still-connected.cause`), those are read. Times of the day of `now` are told without their date.
 */
export function faultText(texts: Texts, fault: Fault, now: number): FaultText {
  const refusal = gateRefusal(texts, fault, now) ?? planRefusal(texts, fault);
  if (refusal !== null) return { ...refusal, both: texts.text('fault.both', refusal) };
  const params = readableParams(texts, fault.detail ?? {}, now);
  const rule = String(fault.detail?.['rule'] ?? fault.detail?.['reason'] ?? '');
  const cause = wordsOf(texts, { fault, rule, part: 'cause', params });
  const cure = wordsOf(texts, { fault, rule, part: 'cure', params });
  return { cause, cure, both: texts.text('fault.both', { cause, cure }) };
}

interface FaultPart {
  readonly fault: Fault;
  readonly rule: string;
  readonly part: 'cause' | 'cure';
  readonly params: TextParams;
}

function wordsOf({ text, lookUp }: Texts, { fault: { code }, rule, part, params }: FaultPart): string {
  return lookUp(`error.${code}.${rule}.${part}`, params) ?? text(`error.${code}.${part}`, params);
}
