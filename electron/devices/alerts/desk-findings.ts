import { alertKinds, type AlertKind } from '../../contract/alert-kinds.ts';
import type { Host } from '../../contract/hosts.ts';
import type { Phone } from '../../contract/phones.ts';
import type { Settings } from '../../contract/settings.ts';
import type { AlertRecord } from './alert-record.ts';
import type { AlertSource } from './alert-source.ts';
import { keyOf, type Finding, type Verdict } from './finding.ts';
import { healthRules, judgeHealthKind, type HealthAlertKind } from './rules/health-rules.ts';
import { stateRules, type StateAlertKind } from './rules/phone-rules.ts';
import { isBelowHub, judgeHost, judgeHubs, type HubSubject } from './rules/place-rules.ts';

export interface DeskFindingsDeps {
  readonly settings: () => Settings;
  readonly phones: { list(): Phone[]; get(phoneId: string): Phone | null; isRemembered(phoneId: string): boolean };
  readonly hosts: { list(): Host[] };
  readonly active: () => Iterable<AlertRecord>;
  readonly now: () => number;
}

const healthKinds = ownKeys<HealthAlertKind>(healthRules);
const stateKinds = ownKeys<StateAlertKind>(stateRules);

const kindOff: Verdict = { is: 'unwatched', ending: 'kind-off' };
const setAside: Verdict = { is: 'unwatched', ending: 'set-aside' };
const gone: Verdict = { is: 'unwatched', ending: 'forgotten' };

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
    return [...found, ...judgeHubs(watched, this.#activeHubs(), now())].map((finding) => this.#govern(finding));
  }

  ofSource(source: AlertSource): Finding[] {
    const found = source.findings().map((finding) => this.#govern(finding));
    const named = new Set(found.map(keyOf));
    for (const { kind, subject } of this.#deps.active()) {
      if (!source.kinds.includes(kind) || named.has(keyOf({ kind, subject }))) continue;
      found.push({ kind, subject, verdict: { is: 'fine' } });
    }
    return found;
  }

  #ofPhone(phone: Phone): Finding[] {
    const { phoneId, health } = phone;
    const subject = { type: 'phone', phoneId } as const;
    const settings = this.#deps.settings();
    const surroundings = { settings, isHubLost: this.#activeHubs().some((hub) => isBelowHub(phone, hub)) };
    const ofHealth = healthKinds.map((kind) => ({ kind, verdict: judgeHealthKind(kind, health.checks, settings) }));
    const ofState = stateKinds.map((kind) => ({ kind, verdict: stateRules[kind](phone, surroundings) }));
    return [...ofHealth, ...ofState].map(({ kind, verdict }) => this.#govern({ kind, subject, verdict }));
  }

  /** Alerts of phones that were forgotten while nobody watched. */
  #ofForgotten(): Finding[] {
    const goneIds = new Set<string>();
    for (const { subject } of this.#deps.active()) {
      if (subject.type === 'phone' && !this.#deps.phones.isRemembered(subject.phoneId)) goneIds.add(subject.phoneId);
    }
    return [...goneIds].flatMap(forgotten);
  }

  #activeHubs(): HubSubject[] {
    const hubs: HubSubject[] = [];
    for (const { kind, subject } of this.#deps.active()) {
      if (kind === 'hub-lost' && subject.type === 'hub') hubs.push(subject);
    }
    return hubs;
  }

  /** What the operator does not want to be told of comes before what was found. */
  #govern(finding: Finding): Finding {
    const { kind, subject } = finding;
    if (this.#deps.settings().alertKindsOff.includes(kind)) return { kind, subject, verdict: kindOff };
    if (subject.type !== 'phone') return finding;
    const { phones } = this.#deps;
    if (!phones.isRemembered(subject.phoneId)) return { kind, subject, verdict: gone };
    const isSetAside = phones.get(subject.phoneId)?.state === 'set-aside';
    return isSetAside ? { kind, subject, verdict: setAside } : finding;
  }
}

/** Every kind, so that nothing that was waited for stays either. */
function forgotten(phoneId: string): Finding[] {
  const subject = { type: 'phone', phoneId } as const;
  return alertKinds.map((kind) => ({ kind, subject, verdict: gone }));
}

function ownKeys<K extends AlertKind>(rules: Readonly<Record<K, unknown>>): readonly K[] {
  return alertKinds.filter((kind): kind is K => Object.hasOwn(rules, kind));
}
