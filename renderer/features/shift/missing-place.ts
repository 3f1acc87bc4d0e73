import type { MissingPhone } from '@contract/shift.ts';
import { reasonText } from '../../format/reason-text.ts';
import type { Texts } from '../../i18n/texts.ts';

/** Where a missing phone was seen last: host and port. */
export function missingPlaceText({ place }: Pick<MissingPhone, 'place'>, { text }: Texts): string {
  if (place === null) return text('shift.nowhere');
  const host =
    place.hostKind === 'local' || place.hostKind === 'demo'
      ? text(`host.${place.hostKind}`)
      : place.hostName || place.hostId;
  return place.portPath === null ? host : text('shift.place', { host, port: place.portPath });
}

/** What a missing phone was, and why: its state and the short reason. */
export function whyText(phone: MissingPhone, texts: Texts): string {
  const state = texts.text(`state.${phone.state}.name`);
  return phone.reason.code === 'none' ? state : `${state} · ${reasonText(texts, phone, { part: 'short' })}`;
}
