import type { Host } from '../../contract/hosts.ts';
import type { Phone, Route } from '../../contract/phones.ts';
import type { MissingPhone, NamedPhone } from '../../contract/shift.ts';

/** Online: an operator could act on it, or acts on it now. */
export function isOnline({ state }: Pick<Phone, 'state'>): boolean {
  return state === 'ready' || state === 'busy';
}

/** What a person would call the phone: its label, else its model, else its serial. */
export function nameOf({ label, facts, phoneId }: Pick<Phone, 'label' | 'facts' | 'phoneId'>): string {
  if (label !== '') return label;
  return facts.marketName ?? facts.model ?? facts.hardwareSerial ?? phoneId;
}

/** Sorts phones without a number behind all others. */
const unnumbered = Number.MAX_SAFE_INTEGER;

export function byNumberThenName(left: NamedPhone, right: NamedPhone): number {
  return (
    (left.number ?? unnumbered) - (right.number ?? unnumbered) ||
    left.name.localeCompare(right.name, 'zh-CN') ||
    left.phoneId.localeCompare(right.phoneId)
  );
}

/** A missing phone before anything was said about it. */
export type Absentee = Omit<MissingPhone, 'mark' | 'note' | 'wasMissing'>;

/** 应到 N 在线 M, with who is missing. Phones that are not expected count nowhere. */
export interface RollCall {
  readonly expectedIds: readonly string[];
  readonly onlineCount: number;
  readonly missing: readonly Absentee[];
}

/** Counts the desk as it is now. */
export function callRoll(phones: Iterable<Phone>, hostOf: (hostId: string) => Host | null): RollCall {
  const expected = [...phones].filter((phone) => phone.isExpected);
  const missing = expected.filter((phone) => !isOnline(phone)).map((phone) => describeAbsentee(phone, hostOf));
  return {
    expectedIds: expected.map(({ phoneId }) => phoneId),
    onlineCount: expected.length - missing.length,
    missing: missing.toSorted(byNumberThenName),
  };
}

function describeAbsentee(phone: Phone, hostOf: (hostId: string) => Host | null): Absentee {
  const { phoneId, number, state, reason, stateSinceAt, lastSeenAt } = phone;
  return {
    phoneId,
    number,
    name: nameOf(phone),
    state,
    reason,
    stateSinceAt,
    lastSeenAt,
    place: lastPlaceOf(phone, hostOf),
  };
}

/** The route that commands took, or the one that was seen last. */
function lastPlaceOf({ routes }: Phone, hostOf: (hostId: string) => Host | null): Absentee['place'] {
  const current = routes.find((route) => route.isCurrent);
  const route: Route | undefined = current ?? routes.toSorted((a, b) => (b.seenAt ?? 0) - (a.seenAt ?? 0))[0];
  if (route === undefined) return null;
  const host = hostOf(route.hostId);
  return { hostId: route.hostId, hostName: host?.name ?? '', hostKind: host?.kind ?? null, portPath: route.portPath };
}
