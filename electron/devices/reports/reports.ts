import { randomUUID } from 'node:crypto';
import { noteOutcome } from '../../audit/audited-act.ts';
import type { AuditPort } from '../../audit/audit-log.ts';
import type { Alert } from '../../contract/alerts.ts';
import { fail, succeed, type ErrorCode, type Outcome } from '../../contract/outcome.ts';
import type { Phone, TextParams } from '../../contract/phones.ts';
import type { Handlers, ProcedureInput, ProcedureName, ProcedureOutput } from '../../contract/procedures.ts';
import type { ReportDraft } from '../../contract/reports.ts';
import type { Settings } from '../../contract/settings.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Store } from '../../store/store.ts';
import type { TaskRunner } from '../../store/task-runner.ts';
import type { TaskWorker } from '../../store/task-worker.ts';
import { unknownPhone } from '../acts/batch.ts';
import type { Devices } from '../devices.ts';
import { readMaskingSalt } from '../masking/masking-salt.ts';
import { FairLimiter } from '../sessions/limiter.ts';
import { writeArchive } from './archive.ts';
import { databaseFactsSchema, databaseFactsTask, type DatabaseFacts } from './database-facts.ts';
import { secretsOfDesk, wordsOfModels } from './desk-secrets.ts';
import { Drafts } from './drafts.ts';
import { readLogFiles } from './log-files.ts';
import { maskedFilesSchema, maskFilesTask, type MaskedFile, type MaskingOrder } from './masked-files.ts';
import { outputsOfPolls, readPhoneOutputs } from './phone-outputs.ts';
import { filesOfReport, folderOf, type PhoneReport } from './phone-report.ts';
import type { SavedFiles } from './saved-files.ts';
import { filesOfBundle, type BundleParts } from './support-bundle.ts';
import type { Surroundings } from './surroundings.ts';

export interface ReportsDeps {
  readonly store: Store;
  readonly worker: TaskWorker;
  readonly historyThread: TaskRunner;
  readonly clock: Clock;
  readonly machineClock: Clock;
  readonly audit: AuditPort;
  readonly settings: { current(): Settings };
  readonly devices: Pick<Devices, 'phones' | 'handlers'>;
  readonly surroundings: Surroundings;
  readonly files: SavedFiles;
  readonly alerts: { list(): Alert[] };
  /** What somebody here gave a name to, besides phones and hosts. */
  readonly namedThings: () => readonly string[];
}

type ReportProcedure = Extract<ProcedureName, `reports.${string}`>;

const parallelPhones = 6;
const slowPhoneMs = 20_000;
const countTimeoutMs = 20_000;
const maskTimeoutMs = 120_000;
const eventsPerPhone = 60;

/** Exports of phones and of the desk: collected, masked, looked through by a person, then saved. */
export class Reports {
  readonly handlers: Handlers<ReportProcedure>;
  readonly #deps: ReportsDeps;
  readonly #drafts = new Drafts();
  readonly #limiter: FairLimiter;

  constructor(deps: ReportsDeps) {
    this.#deps = deps;
    this.#limiter = new FairLimiter({ capacity: parallelPhones, clock: deps.machineClock, slowAfterMs: slowPhoneMs });
    this.handlers = {
      'reports.draftPhones': ({ phoneIds }, signal) => this.#draftPhones(phoneIds, signal),
      'reports.draftBundle': (_input, signal) => this.#draftBundle(signal),
      'reports.draftText': async (input) => this.#readText(input),
      'reports.save': (input, signal) => this.#save(input, signal),
      'reports.drop': async ({ draftId }) => {
        this.#drafts.drop(draftId);
        return succeed(null);
      },
      'reports.savePdf': (input, signal) => this.#savePdf(input, signal),
    };
  }

  dispose(): void {
    this.#limiter.dispose();
  }

  async #draftPhones(phoneIds: readonly string[], signal: AbortSignal): Promise<Outcome<ReportDraft>> {
    const phones: Phone[] = [];
    for (const phoneId of new Set(phoneIds)) {
      const phone = this.#deps.devices.phones.get(phoneId);
      if (phone === null) return unknownPhone(phoneId);
      phones.push(phone);
    }
    const reports = await Promise.all(phones.map((phone) => this.#readPhone(phone, signal)));
    if (signal.aborted) return fail('aborted', 'given up while the phones were read');
    const plain = reports.flatMap((report, place) =>
      filesOfReport(report, reports.length === 1 ? '' : folderOf(report.phone, place + 1)),
    );
    const masked = await this.#mask({ folders: [], learned: [], files: plain }, signal);
    if (!masked.ok) return masked;
    const unasked = reports.flatMap(({ phone, fault }) =>
      fault === null ? [] : [{ phoneId: phone.phoneId, code: fault }],
    );
    const [only] = phones.length === 1 ? phones : [];
    const subject = only === undefined ? `${phones.length}-phones` : `phone-${only.number ?? 'without-number'}`;
    return succeed(this.#keep('phones', subject, { files: masked.value, unasked }));
  }

  async #readPhone(phone: Phone, signal: AbortSignal): Promise<PhoneReport> {
    const { devices, clock } = this.#deps;
    const { phoneId, facts } = phone;
    const read = await this.#limiter.run(
      phoneId,
      () =>
        devices.phones.withPhone(
          phoneId,
          'job',
          (link, held) => readPhoneOutputs(link, facts.sdk, { clock, signal: held }),
          signal,
        ),
      signal,
    );
    if (read.ok) return { phone, outputs: read.value, fault: null };
    return { phone, outputs: outputsOfPolls(devices.phones.rawOutputs(phoneId)), fault: read.error.code };
  }

  async #draftBundle(signal: AbortSignal): Promise<Outcome<ReportDraft>> {
    const { devices } = this.#deps;
    const parts = await this.#collectBundle(signal);
    const { dataFolder, logFolder, adbPath } = parts.info;
    const folders = [dataFolder, logFolder, adbPath].filter((folder) => folder !== null);
    const learned = parts.phones.flatMap(({ phone }) => outputsOfPolls(devices.phones.rawOutputs(phone.phoneId)));
    const masked = await this.#mask({ folders, learned, files: filesOfBundle(parts) }, signal);
    if (!masked.ok) return masked;
    return succeed(this.#keep('bundle', 'support', { files: masked.value, unasked: [] }));
  }

  async #collectBundle(signal: AbortSignal): Promise<BundleParts> {
    const { surroundings, settings, clock, worker, historyThread } = this.#deps;
    const [database, history] = await Promise.all([countRows(worker, signal), countRows(historyThread, signal)]);
    const info = await surroundings.info();
    const phones: BundleParts['phones'][number][] = [];
    for (const phone of this.#deps.devices.phones.list())
      phones.push({ phone, events: await this.#eventsOf(phone, signal) });
    return {
      info,
      settings: settings.current(),
      hosts: surroundings.hosts(),
      phones,
      alerts: this.#deps.alerts.list().map(({ subjectName: _name, acknowledgedBy: _person, ...alert }) => alert),
      database,
      history,
      logs: await readLogFiles(info.logFolder),
      createdAt: clock.now(),
    };
  }

  async #eventsOf({ phoneId }: Phone, signal: AbortSignal): Promise<BundleParts['phones'][number]['events']> {
    const ask = this.#deps.devices.handlers['phones.events'];
    const page = await ask({ phoneId, beforeId: null, limit: eventsPerPhone }, signal);
    return page.ok ? page.value.events : [];
  }

  async #mask(
    { folders, learned, files }: Pick<MaskingOrder, 'learned' | 'files'> & { readonly folders: readonly string[] },
    signal: AbortSignal,
  ): Promise<Outcome<MaskedFile[]>> {
    const { store, worker, devices, surroundings, settings, namedThings } = this.#deps;
    const phones = devices.phones.list();
    const known = secretsOfDesk({
      phones,
      hosts: surroundings.hosts(),
      settings: settings.current(),
      folders,
      people: await surroundings.peopleNames(),
      things: namedThings(),
    });
    const input: MaskingOrder = { salt: readMaskingSalt(store), known, kept: wordsOfModels(phones), learned, files };
    const masked = await worker.run(maskFilesTask, { timeoutMs: maskTimeoutMs, signal, input });
    return masked.ok ? succeed(maskedFilesSchema.parse(masked.value)) : masked;
  }

  #keep(
    kind: ReportDraft['kind'],
    subject: string,
    { files, unasked }: { files: readonly MaskedFile[]; unasked: { phoneId: string; code: ErrorCode }[] },
  ): ReportDraft {
    const createdAt = this.#deps.clock.now();
    const day = new Date(createdAt).toISOString().slice(0, 10);
    const view: ReportDraft = {
      draftId: randomUUID(),
      kind,
      createdAt,
      suggestedName: `jiqun-${subject}-${day}.zip`,
      files: files.map(({ name, text, counts }) => ({ name, bytes: Buffer.byteLength(text), masked: [...counts] })),
      unasked,
    };
    this.#drafts.add({ view, files: new Map(files.map((file) => [file.name, file])) });
    return view;
  }

  #readText({ draftId, name }: ProcedureInput<'reports.draftText'>): Outcome<ProcedureOutput<'reports.draftText'>> {
    const draft = this.#drafts.get(draftId);
    if (!draft.ok) return draft;
    const file = draft.value.files.get(name);
    if (file === undefined)
      return fail('invalid-input', 'the draft has no such file', { field: 'name', rule: 'known' });
    return succeed({ text: file.text, places: file.places.map((place) => ({ ...place })) });
  }

  async #save(
    { draftId, names, path }: ProcedureInput<'reports.save'>,
    signal: AbortSignal,
  ): Promise<Outcome<ProcedureOutput<'reports.save'>>> {
    const { clock, files } = this.#deps;
    const draft = this.#drafts.get(draftId);
    if (!draft.ok) return draft;
    const chosen = [...draft.value.files.values()].filter(({ name }) => names.includes(name));
    if (chosen.length === 0)
      return fail('invalid-input', 'no file of the draft is named', { field: 'names', rule: 'known' });
    const { kind, suggestedName } = draft.value.view;
    const bytes = await writeArchive(chosen, clock.now());
    const params = { kind, fileCount: chosen.length, leftOutCount: draft.value.files.size - chosen.length };
    const saved = await files.save({ suggestedName, bytes, path }, signal);
    this.#log('reports.save', params, saved);
    return saved.ok ? succeed({ path: saved.value, fileCount: chosen.length, bytes: bytes.length }) : saved;
  }

  async #savePdf(
    { title, isLandscape }: ProcedureInput<'reports.savePdf'>,
    signal: AbortSignal,
  ): Promise<Outcome<{ path: string | null }>> {
    const { clock, files } = this.#deps;
    const day = new Date(clock.now()).toISOString().slice(0, 10);
    const suggestedName = `${title.replaceAll(/[\\/:*?"<>|\s]+/g, '-')}-${day}.pdf`;
    const printed = await files.printPage({ isLandscape });
    const saved = printed.ok ? await files.save({ suggestedName, bytes: printed.value, path: null }, signal) : printed;
    this.#log('reports.savePdf', { title }, saved);
    return saved.ok ? succeed({ path: saved.value }) : saved;
  }

  /** A dialog that was closed again saved nothing and says nothing. */
  #log(action: string, params: TextParams, saved: Outcome<string | null>): void {
    if (saved.ok && saved.value === null) return;
    noteOutcome(this.#deps, { action, subject: null, params }, saved);
  }
}

async function countRows(thread: TaskRunner, signal: AbortSignal): Promise<DatabaseFacts | null> {
  const counted = await thread.run(databaseFactsTask, { timeoutMs: countTimeoutMs, signal });
  return counted.ok ? databaseFactsSchema.parse(counted.value) : null;
}
