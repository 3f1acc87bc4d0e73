import type { CatalogueResult, Phone, PhoneFacts } from '../../contract/phones.ts';
import { demoHostId } from '../hosts/host-record.ts';
import type { RouteSighting } from '../routes/route-table.ts';
import type { PhoneSession } from '../sessions/phone-session.ts';
import { isDemoPhone } from './demo-phones.ts';
import type { PhoneDirectory } from './phone-directory.ts';
import type { PhoneRecord } from './phone-record.ts';
import { viewPhone, type GroupSummary } from './phone-view.ts';

export interface PhoneViewsDeps {
  readonly directory: PhoneDirectory;
  readonly session: (phoneId: string) => PhoneSession | null;
  readonly sighting: (routeId: string) => RouteSighting | null;
  readonly hasHost: (hostId: string) => boolean;
  readonly judgeCatalogue: (facts: PhoneFacts, isVirtual: boolean) => CatalogueResult;
}

/** Which phones are shown, and how. */
export class PhoneViews {
  readonly #deps: PhoneViewsDeps;
  /** Facts are immutable: the verdict on them is asked once. */
  readonly #catalogue = new WeakMap<PhoneFacts, CatalogueResult>();
  #groupsOf: (phoneId: string) => GroupSummary | null = () => null;

  constructor(deps: PhoneViewsDeps) {
    this.#deps = deps;
  }

  showGroups(groupsOf: (phoneId: string) => GroupSummary | null): void {
    this.#groupsOf = groupsOf;
  }

  /** Null when there is no such phone, or it is not shown. */
  build(phoneId: string): Phone | null {
    const { directory, sighting } = this.#deps;
    const record = directory.get(phoneId);
    const session = this.#deps.session(phoneId);
    if (record === null || session === null || !this.isShown(record)) return null;
    const catalogue = this.#judge(record);
    const hasDuplicateSerial = directory.hasDuplicateSerial(record);
    return viewPhone({ record, session, sighting, catalogue, hasDuplicateSerial, groups: this.#groupsOf(phoneId) });
  }

  /** Demo phones show from their first sight in this run of the demo until it is switched off. */
  isShown(record: PhoneRecord): boolean {
    if (!isDemoPhone(record)) return true;
    const isPlaced = this.#deps.hasHost(demoHostId) || record.routes.length === 0;
    return isPlaced && (this.#deps.session(record.phoneId)?.wasSeen ?? false);
  }

  #judge(record: PhoneRecord): CatalogueResult {
    const known = this.#catalogue.get(record.facts);
    if (known !== undefined) return known;
    const judged = this.#deps.judgeCatalogue(record.facts, record.isVirtual);
    this.#catalogue.set(record.facts, judged);
    return judged;
  }
}
