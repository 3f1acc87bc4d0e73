import type { AuditPort } from '../../audit/audit-log.ts';
import { memberDataKeptDays, type MemberDataReceipt } from '../../contract/member-data.ts';
import { succeed, type Outcome } from '../../contract/outcome.ts';
import type { Handlers } from '../../contract/procedures.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Disposable } from '../../runtime/disposal.ts';
import type { Logger } from '../../runtime/logger.ts';
import type { Store } from '../../store/store.ts';
import type { GroupDesk } from '../group-desk.ts';
import { MemberDataStore, type KeptMembers } from './member-data-store.ts';

export interface MemberDataDeps {
  readonly store: Store;
  readonly desk: GroupDesk;
  readonly audit: AuditPort;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly operatorName: () => string | null;
}

export type MemberDataProcedure = 'memberData.state' | 'memberData.find' | 'memberData.purge' | 'memberData.erase';

const dayMs = 86_400_000;
/** Not in the first moments of a start. */
const firstRoundMs = 60_000;

/** Members' names are kept for a time and no longer, and taken out everywhere when somebody asks for it. */
export class MemberData implements Disposable {
  readonly handlers: Handlers<MemberDataProcedure>;
  readonly #deps: MemberDataDeps;
  readonly #members: MemberDataStore;
  #cancel: () => void;

  constructor(deps: MemberDataDeps) {
    this.#deps = deps;
    this.#members = new MemberDataStore(deps.store);
    this.#cancel = deps.clock.after(firstRoundMs, () => this.#purgeDaily());
    this.handlers = {
      'memberData.state': async () => succeed({ ...this.#members.kept(), receipts: this.#members.receipts() }),
      'memberData.find': async ({ name }) => succeed(this.#members.named(name)),
      'memberData.purge': async () => this.purge(deps.operatorName()),
      'memberData.erase': async ({ name }) => this.erase(name),
    };
  }

  dispose(): void {
    this.#cancel();
  }

  /** Removes the rosters that nobody has read for `memberDataKeptDays`. */
  purge(operatorName: string | null): Outcome<MemberDataReceipt> {
    const before = this.#deps.clock.now() - memberDataKeptDays * dayMs;
    return this.#remove('purge', operatorName, () => this.#members.purge(before));
  }

  /** Removes everybody of exactly that name; neither receipt nor audit log holds it. */
  erase(name: string): Outcome<MemberDataReceipt> {
    return this.#remove('erase', this.#deps.operatorName(), () => this.#members.erase(name));
  }

  #remove(
    kind: MemberDataReceipt['kind'],
    operatorName: string | null,
    work: () => KeptMembers,
  ): Outcome<MemberDataReceipt> {
    const { desk, audit } = this.#deps;
    let receipt: MemberDataReceipt | null = null;
    const changed = desk.change('', (at) => {
      receipt = this.#members.note({ kind, at, operatorName, ...work() });
      const { rosterCount, cellCount, receiptId } = receipt;
      audit.append({ action: `memberData.${kind}`, subject: String(receiptId), params: { rosterCount, cellCount } });
    });
    if (!changed.ok) return changed;
    if (receipt === null) throw new Error('a change that was stored was not carried out');
    return succeed(receipt);
  }

  /** Says nothing where there was nothing to remove. */
  #purgeDaily(): void {
    const { clock, logger } = this.#deps;
    this.#cancel = clock.after(dayMs, () => this.#purgeDaily());
    const { oldestReadAt } = this.#members.kept();
    if (oldestReadAt === null || oldestReadAt >= clock.now() - memberDataKeptDays * dayMs) return;
    const purged = this.purge(null);
    if (!purged.ok) logger.warn('member-data-not-purged', { code: purged.error.code });
  }
}
