import type { AuditPort } from '../../audit/audit-log.ts';
import { keptDays as picturesKeptDays } from '../../automation/evidence/evidence-files.ts';
import type { EvidenceFiles } from '../../automation/evidence/evidence-files.ts';
import { memberDataKeptDays, type MemberDataReceipt } from '../../contract/member-data.ts';
import { succeed, type Outcome } from '../../contract/outcome.ts';
import type { Handlers, ProcedureOutput } from '../../contract/procedures.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Disposable } from '../../runtime/disposal.ts';
import type { Logger } from '../../runtime/logger.ts';
import { backupTimeOf, listBackups } from '../../store/backup.ts';
import type { Store } from '../../store/store.ts';
import type { TaskRunner } from '../../store/task-runner.ts';
import type { GroupDesk } from '../group-desk.ts';
import { copiesSchema, eraseCopiesTask, type ErasedCopies } from './copies-task.ts';
import { reachesTexts, reachOf } from './erasure-reach.ts';
import {
  checkOf,
  previewChanges,
  previewKept,
  reportPlaces,
  reportPurge,
  type Erased,
  type ErasedPictures,
} from './erasure-report.ts';
import { JobTextBlanking } from './job-text-blanking.ts';
import { lookForPersonTask, lookSchema, type PersonLook } from './look-task.ts';
import { MemberDataStore, type KeptMembers } from './member-data-store.ts';
import { PersonRecords } from './person-records.ts';

export interface MemberDataDeps {
  readonly store: Store;
  readonly desk: GroupDesk;
  readonly audit: AuditPort;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly operatorName: () => string | null;
  /** Goes through backups and files, which takes its time. */
  readonly worker: TaskRunner;
  readonly pictures: Pick<EvidenceFiles, 'erase' | 'ids' | 'summary'>;
  /** Every folder in which the console keeps files. */
  readonly folders: readonly string[];
}

export type MemberDataProcedure = 'memberData.state' | 'memberData.find' | 'memberData.purge' | 'memberData.erase';

const dayMs = 86_400_000;
/** Not in the first moments of a start. */
const firstRoundMs = 60_000;
const copiesTimeoutMs = 300_000;
const noPictures: ErasedPictures = { removedCount: 0, keptCount: 0, otherCount: 0, goneByAt: null };

/** Members' names are kept for a time and no longer, and taken out everywhere when somebody asks for it. */
export class MemberData implements Disposable {
  readonly handlers: Handlers<MemberDataProcedure>;
  readonly #deps: MemberDataDeps;
  readonly #members: MemberDataStore;
  readonly #records: PersonRecords;
  readonly #texts: JobTextBlanking;
  #cancel: () => void;

  constructor(deps: MemberDataDeps) {
    this.#deps = deps;
    this.#members = new MemberDataStore(deps.store);
    this.#records = new PersonRecords(deps.store);
    this.#texts = new JobTextBlanking(deps);
    this.#cancel = deps.clock.after(firstRoundMs, () => this.#purgeDaily());
    this.handlers = {
      'memberData.state': async () => succeed({ ...this.#members.kept(), receipts: this.#members.receipts() }),
      'memberData.find': ({ name }) => this.find(name),
      'memberData.purge': async () => this.purge(deps.operatorName()),
      'memberData.erase': ({ name, isUnlistedMeant = false }) => this.erase(name, isUnlistedMeant),
    };
  }

  dispose(): void {
    this.#cancel();
    this.#texts.dispose();
  }

  /** Where that name stands, and what an erasure would change, before anything is done about it. Fails as the worker does. */
  async find(name: string): Promise<Outcome<ProcedureOutput<'memberData.find'>>> {
    const looked = await this.#look(name);
    if (!looked.ok) return looked;
    const look = looked.value;
    const { rosterCount, cellCount } = look;
    const reach = reachOf(name, cellCount);
    return succeed({
      rosterCount,
      cellCount,
      pictureCount: picturesOf(look, reachesTexts(reach, true)).length,
      listedCount: look.listed.goingCount + look.listed.outlastingCount,
      reach,
      changes: previewChanges(look, reach),
      kept: previewKept(look, reach),
    });
  }

  /** Removes the rosters that nobody has read for `memberDataKeptDays`. */
  purge(operatorName: string | null): Outcome<MemberDataReceipt> {
    const before = this.#deps.clock.now() - memberDataKeptDays * dayMs;
    const backupsAt = this.#backupsAt();
    const check = checkOf(null);
    return this.#note('purge', operatorName, () => {
      const purged = this.#members.purge(before);
      return { ...purged, places: reportPurge(purged.cellCount, backupsAt), check };
    });
  }

  /**
   * Removes everybody of exactly that name; neither receipt nor audit log holds it. The receipt is true from its first moment: what
   * a crash leaves undone stands in it as kept. Fails as the store does; then nothing was removed.
   */
  async erase(name: string, isUnlistedMeant: boolean): Promise<Outcome<MemberDataReceipt>> {
    const { clock, desk } = this.#deps;
    const before = desk.rosters.heads();
    const looked = await this.#look(name);
    if (!looked.ok) return looked;
    const look = looked.value;
    const reach = reachOf(name, look.cellCount);
    const hasTexts = reachesTexts(reach, isUnlistedMeant);
    const ids = picturesOf(look, hasTexts);
    const backupsAt = this.#backupsAt();
    let erased: Erased | null = null;
    const noted = this.#note('erase', this.#deps.operatorName(), () => {
      // Rosters that were read since the look began may hold the name too.
      const since = [...desk.rosters.heads()].filter(([id, head]) => before.get(id)?.readAt !== head.readAt);
      const rosters = { cells: look.cells, readSince: since.map(([id]) => id) };
      const records = this.#records.erase(name, { hasTexts, rosters });
      desk.rosters.forgetName(name);
      const pictures = { ...noPictures, keptCount: ids.length, goneByAt: clock.now() + picturesKeptDays * dayMs };
      erased = { records, look, reach, hasTexts, jobTextCount: 0, pictures, copies: null, backupsAt };
      const { rosterCount, cellCount } = records;
      return { rosterCount, cellCount, places: reportPlaces(erased), check: checkOf(null) };
    });
    if (!noted.ok) return noted;
    if (erased === null) throw new Error('a change that was stored was not carried out');
    return this.#follow(name, noted.value, { erased, ids });
  }

  /** Everything that takes its time, and the proof in the end. */
  async #follow(
    name: string,
    receipt: MemberDataReceipt,
    { erased, ids }: { readonly erased: Erased; readonly ids: readonly string[] },
  ): Promise<Outcome<MemberDataReceipt>> {
    const { store } = this.#deps;
    const jobTextCount = erased.hasTexts ? await this.#texts.blank(name) : 0;
    const removed = await this.#deps.pictures.erase(ids, receipt.receiptId);
    const { pictureCount, newestAt } = this.#deps.pictures.summary();
    const goneByAt = newestAt === null ? null : newestAt + picturesKeptDays * dayMs;
    const pictures = { ...removed, otherCount: pictureCount - removed.keptCount, goneByAt };
    const copies = await this.#eraseCopies(name, erased.hasTexts);
    const places = reportPlaces({ ...erased, jobTextCount, pictures, copies });
    const check = checkOf(copies);
    const settled = store.write(() => this.#members.settle(receipt.receiptId, places, check));
    return settled.ok ? succeed({ ...receipt, places, check }) : settled;
  }

  /** A second round after the file was rewritten, where the first still finds the name in pages that nothing refers to. */
  async #eraseCopies(name: string, hasTexts: boolean): Promise<ErasedCopies | null> {
    const { store } = this.#deps;
    store.cutLog();
    const first = await this.#askCopies(name, hasTexts);
    if (first === null || first.files === null || first.files.found.length === 0) return first;
    if (Object.keys(first.rest).length > 0) return first;
    store.compact();
    const second = await this.#askCopies(name, hasTexts);
    return second === null ? first : { ...second, rewrittenCount: first.rewrittenCount };
  }

  async #askCopies(name: string, hasTexts: boolean): Promise<ErasedCopies | null> {
    const { store, worker, folders, logger } = this.#deps;
    const input = { name, hasTexts, file: store.file, version: store.version(), folders: [...folders] };
    const answered = await worker.run(eraseCopiesTask, { timeoutMs: copiesTimeoutMs, input });
    if (answered.ok) return copiesSchema.parse(answered.value);
    logger.warn('copies-not-erased', { code: answered.error.code });
    return null;
  }

  async #look(name: string): Promise<Outcome<PersonLook>> {
    const input = { name, pictureIds: this.#deps.pictures.ids() };
    const answered = await this.#deps.worker.run(lookForPersonTask, { timeoutMs: copiesTimeoutMs, input });
    return answered.ok ? succeed(lookSchema.parse(answered.value)) : answered;
  }

  #backupsAt(): (number | null)[] {
    return listBackups(this.#deps.store.file).map((backup) => backupTimeOf(backup));
  }

  #note(
    kind: MemberDataReceipt['kind'],
    operatorName: string | null,
    work: () => KeptMembers & Pick<MemberDataReceipt, 'places' | 'check'>,
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

/** Those that may show the person, and those that belong to no attempt and might; none of somebody nobody knows. */
function picturesOf({ cellCount, groupTexts, jobTexts, ...look }: PersonLook, hasTexts: boolean): string[] {
  const isKnown = cellCount > 0 || (hasTexts && groupTexts.count + jobTexts.count > 0);
  if (!isKnown) return [];
  return [...new Set([...look.picturesAround, ...(hasTexts ? look.picturesNaming : [])])];
}
