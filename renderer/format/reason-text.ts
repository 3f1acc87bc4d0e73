import type { Phone } from '@contract/phones.ts';
import type { Texts } from '../i18n/texts.ts';
import { readableParams } from './text-params.ts';

interface ReasonPart {
  /** `short` for a list, `cause` and `next` to be read. */
  readonly part: 'short' | 'cause' | 'next';
  /** The host that the reason speaks of, by its name on the page. */
  readonly host?: string;
}

/** Why a phone is as it is, in words, with the values that came with the reason. The only place that looks these texts up. */
export function reasonText(
  texts: Texts,
  { reason, stateSinceAt }: Pick<Phone, 'reason' | 'stateSinceAt'>,
  { part, host = '' }: ReasonPart,
): string {
  return texts.text(`reason.${reason.code}.${part}`, { ...readableParams(texts, reason.params, stateSinceAt), host });
}
