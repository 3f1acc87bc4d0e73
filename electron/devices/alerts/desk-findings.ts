import { alertKinds, type AlertKind } from '../../contract/alert-kinds.ts';
import type { AlertSubject } from '../../contract/alerts.ts';
import type { Host } from '../../contract/hosts.ts';
import type { Phone } from '../../contract/phones.ts';
import type { Settings } from '../../contract/settings.ts';
import type { AlertRecord } from './alert-record.ts';
import type { AlertSource } from './alert-source.ts';
import { fine, keyOf, type AlertTopic, type Finding, type Verdict } from './finding.ts';
import { healthRules, judgeHealthKind, type HealthAlertKind } from './rules/health-rules.ts';
import { stateRules, type StateAlertKind } from './rules/phone-rules.ts';
import { isBelowHub, judgeHost, judgeHubs, type HubSubject } from './rules/place-rules.ts';

export interface DeskFindingsDeps {
  readonly settings: () => Settings;
  readonly phones: { list(): Phone[]; get(phoneId: string): Phone | null; isRemembered(phoneId: string): boolean };
  readonly hosts: { list(): Host[] };
  readonly active: () => Iterable<AlertRecord>;
  /** What is active or waited for: when nobody speaks of it any more, it is over. */
  readonly followed: () => Iterable<AlertTopic>;
  readonly now: () => number;
}

const healthKinds = ownKeys<HealthAlertKind>(healthRules);
const stateKinds = ownKeys<StateAlertKind>(stateRules);
const otherKinds = alertKinds.filter((kind) => !Object.hasOwn(healthRules, kind) && !Object.hasOwn(stateRules, kind));

const kindOff: Verdict = { is: 'unwatched', ending: 'kind-off' };
const setAside: Verdict = { is: 'unwatched', ending: 'set-aside' };
const gone: Verdict = { is: 'unwatched', ending: 'forgotten' };
const hostGone: Verdict = { is: 'unwatched', ending: 'host-removed' };

/** What the rules say of the desk as it is now. */
export class DeskFindings {
  readonly #deps: DeskFindingsDeps;

  constructor(deps: DeskFindingsDeps) {
    this.#deps = deps;
  }

  ofEverything(sources: readonly AlertSource[]): Finding[] {
    return [
      ...this.#deps.phones.list().flatMap((phone) => this.#ofPhone(phone)),
      ...this.ofPlaces(),
      ...this.#ofForgotten(),
      ...sources.flatMap((source) => this.ofSource(source)),
    ];
  }

  /** Of these phones, and of all that are not remembered any more. */
  ofPhones(phoneIds: Iterable<string>): Finding[] {
    const { phones } = this.#deps;
    const findings = this.#ofForgotten();
    for (const phoneId of phoneIds) {
      const phone = phones.get(phoneId);
      if (phone !== null) findings.push(...this.#ofPhone(phone));
      else if (!phones.isRemembered(phoneId)) findings.push(...forgotten(phoneId));
    }
    return findings;
  }

  /** Of all hosts and hubs. */
  ofPlaces(): Finding[] {
    const { phones, hosts, now } = this.#deps;
    const watched = phones.list().filter(({ state }) => state !== 'set-aside');
    const found = hosts.list().map((host) => judgeHost(host, watched));
    const followedHubs = hubsAmong(this.#deps.followed());
    return [...found, ...judgeHubs(watched, followedHubs, now())].map((finding) => this.#govern(finding));
  }

  /** Of these hosts, which were removed, and of their hubs. */
  ofRemovedHosts(hostIds: ReadonlySet<string>): Finding[] {
    return [...this.#deps.followed()].flatMap(({ kind, subject }) =>
      'hostId' in subject && hostIds.has(subject.hostId) ? [{ kind, subject, verdict: hostGone }] : [],
    );
  }

  ofSource(source: AlertSource): Finding[] {
    const found = source.findings().map((finding) => this.#govern(finding));
    const named = new Set(found.map(keyOf));
    for (const { kind, subject } of this.#deps.followed()) {
      if (!source.kinds.includes(kind) || named.has(keyOf({ kind, subject })) || this.#isHidden(subject)) continue;
      found.push(this.#govern({ kind, subject, verdict: fine }));
    }
    return found;
  }

  #ofPhone(phone: Phone): Finding[] {
    const { phoneId, health } = phone;
    const subject = { type: 'phone', phoneId } as const;
    const settings = this.#deps.settings();
    const isHubLost = hubsAmong(this.#deps.active()).some((hub) => isBelowHub(phone, hub));
    const surroundings = { settings, isHubLost };
    const ofHealth = healthKinds.map((kind) => ({ kind, verdict: judgeHealthKind(kind, health.checks, settings) }));
    const ofState = stateKinds.map((kind) => ({ kind, verdict: stateRules[kind](phone, surroundings) }));
    // Who speaks for the other kinds may not hear of it, or call that well again.
    const ofOthers = this.#whyUnwatched(phone) === null ? [] : otherKinds.map((kind) => ({ kind, verdict: fine }));
    return [...ofHealth, ...ofState, ...ofOthers].map(({ kind, verdict }) => this.#govern({ kind, subject, verdict }));
  }

  /** Alerts of phones that were forgotten while nobody watched. */
  #ofForgotten(): Finding[] {
    const goneIds = new Set<string>();
    for (const { subject } of this.#deps.active()) {
      if (subject.type === 'phone' && !this.#deps.phones.isRemembered(subject.phoneId)) goneIds.add(subject.phoneId);
    }
    return [...goneIds].flatMap(forgotten);
  }

  /** A demo phone that is not shown now: its alerts rest. */
  #isHidden(subject: AlertSubject): boolean {
    const { phones } = this.#deps;
    return subject.type === 'phone' && phones.get(subject.phoneId) === null && phones.isRemembered(subject.phoneId);
  }

  /** What the operator does not want to be told of comes before what was found. */
  #govern(finding: Finding): Finding {
    const { kind, subject } = finding;
    if (this.#deps.settings().alertKindsOff.includes(kind)) return { kind, subject, verdict: kindOff };
    if (subject.type !== 'phone') return finding;
    const { phones } = this.#deps;
    if (!phones.isRemembered(subject.phoneId)) return { kind, subject, verdict: gone };
    const phone = phones.get(subject.phoneId);
    const verdict = phone === null ? null : this.#whyUnwatched(phone);
    return verdict === null ? finding : { kind, subject, verdict };
  }

  /** An operator put the phone away, or took its host off the console; null while somebody wants to know of it. */
  #whyUnwatched({ state, reason }: Phone): Verdict | null {
    if (state === 'set-aside') return setAside;
    // Before the first host is followed, at the start, all of them read as removed.
    return reason.code === 'host-removed' && this.#deps.hosts.list().length > 0 ? hostGone : null;
  }
}

function hubsAmong(topics: Iterable<AlertTopic>): HubSubject[] {
  const hubs: HubSubject[] = [];
  for (const { kind, subject } of topics) if (kind === 'hub-lost' && subject.type === 'hub') hubs.push(subject);
  return hubs;
}

/** Every kind, so that nothing that was waited for stays either. */
function forgotten(phoneId: string): Finding[] {
  const subject = { type: 'phone', phoneId } as const;
  return alertKinds.map((kind) => ({ kind, subject, verdict: gone }));
}

function ownKeys<K extends AlertKind>(rules: Readonly<Record<K, unknown>>): readonly K[] {
  return alertKinds.filter((kind): kind is K => Object.hasOwn(rules, kind));
}
