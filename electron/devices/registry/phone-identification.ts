import type { PhoneFacts } from '../../contract/phones.ts';
import { identityKeyOf } from '../identity/identity-key.ts';
import type { IdentityReading } from '../identity/identity-reading.ts';
import type { PhoneRecord } from './phone-record.ts';

/** The record after its phone has said who it is. What the phone could not tell this time is kept. */
export function asIdentified(record: PhoneRecord, reading: IdentityReading): PhoneRecord {
  return {
    ...record,
    identityKey: identityKeyOf(reading.facts).text,
    lastBootId: reading.bootId ?? record.lastBootId,
    isVirtual: reading.isVirtual,
    facts: mergeFacts(record.identityKey === null ? null : record.facts, reading.facts),
    lastSeenAt: reading.readAt,
  };
}

/** `later` over `earlier`; null means not read and changes nothing. */
export function mergeFacts(earlier: PhoneFacts | null, later: PhoneFacts): PhoneFacts {
  if (earlier === null) return later;
  return {
    hardwareSerial: later.hardwareSerial ?? earlier.hardwareSerial,
    model: later.model ?? earlier.model,
    brand: later.brand ?? earlier.brand,
    device: later.device ?? earlier.device,
    marketName: later.marketName ?? earlier.marketName,
    certModel: later.certModel ?? earlier.certModel ?? null,
    androidRelease: later.androidRelease ?? earlier.androidRelease,
    sdk: later.sdk ?? earlier.sdk,
    skin: later.skin ?? earlier.skin,
    securityPatch: later.securityPatch ?? earlier.securityPatch,
    ramMb: later.ramMb ?? earlier.ramMb,
    screen: later.screen ?? earlier.screen,
    messengerVersion: later.messengerVersion ?? earlier.messengerVersion,
  };
}

/**
 * Two rows turned out to be one phone: `kept` stays and takes over what only the other row had. Routes are not
 * copied here; the live ones are bound as they answer.
 */
export function mergeRecords(kept: PhoneRecord, absorbed: PhoneRecord, now: number): PhoneRecord {
  return {
    ...kept,
    label: kept.label === '' ? absorbed.label : kept.label,
    note: [kept.note, absorbed.note].filter((note) => note !== '').join('\n'),
    tags: [...new Set([...kept.tags, ...absorbed.tags])],
    number: kept.number ?? absorbed.number,
    isEdited: kept.isEdited || absorbed.isEdited,
    firstSeenAt: Math.min(kept.firstSeenAt, absorbed.firstSeenAt),
    lastSeenAt: now,
    question: kept.question?.otherPhoneId === absorbed.phoneId ? null : kept.question,
  };
}
