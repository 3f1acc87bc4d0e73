import type { AlertSubject } from '../../../contract/alerts.ts';
import type { Host } from '../../../contract/hosts.ts';
import type { Phone } from '../../../contract/phones.ts';
import { fine, trouble, within, type Finding, type Verdict } from '../finding.ts';

export type HubSubject = Extract<AlertSubject, { type: 'hub' }>;

/**
 * An adb server that does not answer, with how many phones it took along. A host on which no phone was ever seen is
 * nobody's trouble: a computer that only runs the virtual desk needs no adb server of its own.
 */
export function judgeHost(host: Host, phones: readonly Phone[]): Finding {
  const subject = { type: 'host', hostId: host.hostId } as const;
  return { kind: 'host-down', subject, verdict: judgeHostState(host, phones) };
}

function judgeHostState(host: Host, phones: readonly Phone[]): Verdict<'host-down'> {
  const own = phones.filter(({ routes }) => routes.some(({ hostId }) => hostId === host.hostId));
  switch (host.state) {
    case 'up':
      return fine;
    case 'connecting':
      return within;
    case 'down':
    case 'unreachable': {
      if (own.length === 0) return fine;
      const phoneCount = own.filter(({ reason }) => reason.params['hostId'] === host.hostId).length;
      return trouble('bad', host.state, { host: host.name, hostKind: host.kind, phoneCount });
    }
  }
}

/** True for a phone that hangs below that hub, or did when it was last seen. */
export function isBelowHub({ routes }: Phone, { hostId, hub }: Pick<HubSubject, 'hostId' | 'hub'>): boolean {
  return routes.some((route) => route.hostId === hostId && (route.portPath?.startsWith(`${hub}.`) ?? false));
}

/**
 * Hubs that took their phones along. A hub with an active alert is well again once a phone below it is listed; while none
 * is (after a restart of the console nobody remembers why they went), nothing is known of it.
 */
export function judgeHubs(phones: readonly Phone[], active: readonly HubSubject[], now: number): Finding[] {
  const lost = new Map<string, { readonly subject: HubSubject; count: number }>();
  for (const phone of phones) {
    const subject = lostHubOf(phone);
    if (subject === null) continue;
    const key = `${subject.hostId}|${subject.hub}`;
    const entry = lost.get(key) ?? { subject, count: 0 };
    entry.count += 1;
    lost.set(key, entry);
  }
  const found = [...lost.values()].map(({ subject, count }): Finding => ({
    kind: 'hub-lost',
    subject,
    verdict: trouble('bad', 'lost', { hub: subject.hub, count }),
  }));
  const others = active.filter(({ hostId, hub }) => !lost.has(`${hostId}|${hub}`));
  return [
    ...found,
    ...others.map((subject): Finding => ({ kind: 'hub-lost', subject, verdict: judgeSilentHub(phones, subject, now) })),
  ];
}

function lostHubOf(phone: Phone): HubSubject | null {
  const { reason } = phone;
  const hub = reason.params['hub'];
  if (phone.state !== 'absent' || reason.code !== 'hub-lost' || typeof hub !== 'string') return null;
  const route = phone.routes.find(({ portPath }) => portPath?.startsWith(`${hub}.`) ?? false);
  return route === undefined ? null : { type: 'hub', hostId: route.hostId, hub };
}

function judgeSilentHub(phones: readonly Phone[], subject: HubSubject, now: number): Verdict<'hub-lost'> {
  const below = phones.filter((phone) => isBelowHub(phone, subject));
  const isBack = below.some(({ routes }) => routes.some((route) => route.hostId === subject.hostId && route.isLive));
  if (isBack) return fine;
  return below.length === 0 ? { is: 'unwatched', ending: 'forgotten' } : { is: 'unknown', sinceAt: now };
}
