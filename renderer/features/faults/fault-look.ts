import type { Confidence, FaultFact, FaultReading } from '@contract/faults.ts';
import type { Host } from '@contract/hosts.ts';
import type { DeskHub } from '@contract/desk-map.ts';
import type { Phone } from '@contract/phones.ts';
import type { TextParams, Texts } from '../../i18n/texts.ts';
import { phoneName } from '../devices/phone-names.ts';
import { hostName } from '../hosts/host-name.ts';

/** The surer, the stronger the colour; the word stands beside it. */
export const confidenceTones = { certain: 'bad', likely: 'warn', possible: 'info' } as const satisfies Record<
  Confidence,
  string
>;

/** What names are looked up in. */
export interface NameBook {
  readonly texts: Texts;
  readonly phones: ReadonlyMap<string, Phone>;
  readonly hosts: ReadonlyMap<string, Host>;
  readonly hubs: readonly DeskHub[];
}

/** What a reading is called, what it means, and what to do next. */
export interface CauseTexts {
  readonly name: string;
  readonly meaning: string;
  readonly next: string;
}

/**
 * A server that another computer ought to run needs other hands than this computer's own, and a phone that merely may have
 * lost its debugging switch other words than one that has.
 */
export function causeTexts(
  { cause, confidence, subject }: FaultReading,
  { texts, hosts }: Pick<NameBook, 'texts' | 'hosts'>,
): CauseTexts {
  const { text } = texts;
  if (cause === 'server-down' && hosts.get(subject.hostId)?.kind === 'remote') {
    return {
      name: text('fault.cause.server-down.name-remote'),
      meaning: text('fault.cause.server-down.meaning-remote'),
      next: text('fault.cause.server-down.next-remote'),
    };
  }
  if (cause === 'debugging-off' && confidence === 'possible') {
    return {
      name: text('fault.cause.debugging-off.name-possible'),
      meaning: text('fault.cause.debugging-off.meaning-possible'),
      next: text('fault.cause.debugging-off.next-possible'),
    };
  }
  return {
    name: text(`fault.cause.${cause}.name`),
    meaning: text(`fault.cause.${cause}.meaning`),
    next: text(`fault.cause.${cause}.next`),
  };
}

/** Who or what is at fault, in words. */
export function subjectText({ subject }: FaultReading, book: NameBook): string {
  const { text } = book.texts;
  const host = hostText(subject.hostId, book);
  switch (subject.kind) {
    case 'host':
      return text('fault.subject.host', { host });
    case 'controller':
      return subject.place === null
        ? text('fault.subject.controller-unknown', { host })
        : text('fault.subject.controller', { host, bus: subject.place });
    case 'hub':
      return text('fault.subject.hub', { hub: hubText(subject, book) });
    case 'port':
      return subject.phoneId === null
        ? text('fault.subject.port-alone', { port: portText(subject.place, book) })
        : text('fault.subject.port', { phone: nameOf(subject.phoneId, book), port: portText(subject.place, book) });
    case 'phone':
      return nameOf(subject.phoneId, book);
  }
}

/** One line of the evidence. */
export function factText(fact: FaultFact, reading: FaultReading, book: NameBook): string {
  const { text } = book.texts;
  const params: Record<string, string | number> = { phone: nameOf(fact.phoneId ?? reading.subject.phoneId, book) };
  for (const [name, value] of Object.entries(fact.params)) {
    params[name] = typeof value === 'number' || typeof value === 'string' ? value : text('value.none');
  }
  if ('hub' in params) params['hub'] = hubText(reading.subject, book);
  if (typeof params['how'] === 'string') params['how'] = howText(params['how'], book.texts);
  return text(`fault.fact.${fact.code}`, params satisfies TextParams);
}

/** A phone's name, or that of one that is not there any more. */
export function nameOf(phoneId: string | null, { phones, texts }: NameBook): string {
  const phone = phones.get(phoneId ?? '');
  return phone === undefined ? texts.text('fault.the-phone') : phoneName(phone, texts);
}

function hostText(hostId: string, { hosts, texts }: NameBook): string {
  const host = hosts.get(hostId);
  return host === undefined ? hostId : hostName(host, texts);
}

function hubText({ hubId, place }: FaultReading['subject'], { hubs, texts }: NameBook): string {
  const hub = hubs.find((each) => each.hubId === hubId);
  const path = hub?.path ?? place;
  if (hub !== undefined && hub.name !== '') return path === null ? hub.name : `${hub.name} (${path})`;
  return path ?? texts.text('fault.the-hub');
}

function portText(place: string | null, { texts }: NameBook): string {
  return place ?? texts.text('value.none');
}

function howText(how: string, texts: Texts): string {
  return texts.lookUp(`fault.how.${how}`) ?? how;
}
