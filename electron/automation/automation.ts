import type { ExecutionMode, PlaybookAct, PlaybookProblem, StepRecord } from '../contract/automation.ts';
import { fail, type Fault, type Outcome } from '../contract/outcome.ts';
import type { Phone } from '../contract/phones.ts';
import type { Clock } from '../runtime/clock.ts';
import { DisposalStack, type Disposable } from '../runtime/disposal.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Store } from '../store/store.ts';
import type { TaskWorker } from '../store/task-worker.ts';
import type { DriverApks } from './drivers/apks.ts';
import { readAppSession } from './drivers/app-session.ts';
import type { DriverLink } from './drivers/driver-link.ts';
import type { DriverOrder } from './drivers/driver-lane.ts';
import type { DriverEvent } from './drivers/fallback-driver.ts';
import { LaneDrivers } from './drivers/lane-drivers.ts';
import { readPackageVersion } from './drivers/phone-packages.ts';
import { runPlaybook } from './engine/run-playbook.ts';
import type {
  CommitPort,
  EvidencePort,
  OperatorPort,
  PictureReader,
  PlaybookResult,
  RunPurpose,
} from './engine/run-ports.ts';
import { EvidenceFiles } from './evidence/evidence-files.ts';
import { WorkerPictureReader } from './ocr/picture-reader.ts';
import { isInRange } from './playbooks/app-version.ts';
import { PlaybookShelf } from './playbooks/playbook-shelf.ts';
import type { Playbook, Playbooks } from './playbooks/playbooks.ts';
import type { Variables } from './playbooks/variables.ts';
import { RehearsalStore, type PhoneKind, type Rehearsal } from './rehearsal/rehearsal-store.ts';
import type { UiDriver } from './ui-driver.ts';

export interface AutomationDeps {
  readonly store: Store;
  /** A thread of its own for reading pictures; null where they cannot be read. */
  readonly pictureWorker: TaskWorker | null;
  readonly playbookFolder: string;
  readonly evidenceFolder: string;
  readonly apks: DriverApks;
  readonly language: () => 'zh-CN' | 'en';
  /** A phone says another version of the app than was known of it. */
  readonly onAppVersion: (phoneId: string, version: string) => void;
  /** The desk's time. */
  readonly clock: Clock;
  /** Real time. */
  readonly machineClock: Clock;
  readonly logger: Logger;
}

/** A phone that is held for a run, and who stands behind the run. */
export interface ActOrder {
  readonly purpose: RunPurpose;
  readonly variables: Variables;
  /** See `RunOptions`. */
  readonly isGoalKnown?: boolean;
  readonly phone: Phone;
  readonly link: DriverLink;
  readonly mode: ExecutionMode;
  readonly commit: CommitPort;
  readonly operator: OperatorPort;
  /** Where its pictures go; the console's own place unless said. */
  readonly evidence?: EvidencePort;
  /** A line for people for every step. */
  readonly log?: (line: string) => void;
  /** Something about the run that a person should know, besides how it ended. */
  readonly note?: (note: RunNote) => void;
  readonly signal: AbortSignal;
}

/** The better driver could not be had, or died on the way: `fault` says why. Another one took its place. */
export interface RunNote {
  readonly code: 'driver-fell-back';
  readonly fault: Fault;
}

/** A phone whose screen is looked at outside of any run. */
export interface LentDriverOrder extends Pick<ActOrder, 'phone' | 'link' | 'signal'> {
  /** Only the driver that brings nothing to the phone. */
  readonly isPlain: boolean;
  /** Told why it is not the best driver, when that was asked for and could not be had or kept. */
  readonly onFault: (fault: Fault) => void;
}

export type RehearsalEnd = Pick<Rehearsal, 'isPassed' | 'code' | 'note'>;

/** The messenger of the phones, as acts of playbooks. */
export interface Automation extends Disposable {
  readonly playbooks: Playbooks;
  readonly rehearsals: RehearsalStore;
  readonly evidence: EvidenceFiles;
  /** What is wrong with the playbooks that came with the console; of those nothing runs. */
  readonly problems: readonly PlaybookProblem[];
  /** Null when that version of the app hides nothing on that model, or nobody has looked yet. */
  isTreeBlocked(phone: Phone): boolean | null;
  /**
   * Carries out, verifies or rehearses the act with the phone's driver, which is kept for a next run that soon follows. A
   * writing act is rehearsed first where that has not been done on the phone's model and version; a rehearsal that does
   * not pass is its end, and so is a tree that is found hidden: on a version that is known to hide its views the act is
   * done by hand, whatever the mode. The version is read anew, as messengers are updated over night. Fails with
   * `playbook-missing`, and as `openDriver` does.
   */
  run(act: PlaybookAct, order: ActOrder): Promise<Outcome<PlaybookResult>>;
  /** Which version of the messenger is on a held phone now; null where it does not say. A new one is told to `onAppVersion`. */
  readVersion(held: Pick<ActOrder, 'phone' | 'link' | 'signal'>): Promise<string | null>;
  /** Names the time since the messenger was last started on a held phone; null where it does not run, or the phone does not say. */
  readSession(held: Pick<ActOrder, 'phone' | 'link' | 'signal'>): Promise<string | null>;
  /** Lends the driver of a phone that somebody holds to `work`. Faults: those of `openDriver`. */
  withDriver<T>(order: LentDriverOrder, work: (driver: UiDriver) => Promise<T>): Promise<Outcome<T>>;
  /** Keeps what a rehearsal elsewhere taught about the phone's model and version; one that says nothing of them is dropped. */
  noteRehearsal(phone: Phone, playbook: Playbook, end: RehearsalEnd): void;
  /** Ends the drivers that wait for a next run on phones that may not have one now. */
  reviewDrivers(mayWait: (phoneId: string) => boolean): void;
}

export function createAutomation(deps: AutomationDeps): Automation {
  const { store, clock, logger } = deps;
  const life = new DisposalStack();
  const shelf = life.use(openShelf(deps));
  const rehearsals = new RehearsalStore(store);
  const evidence = life.use(new EvidenceFiles({ folder: deps.evidenceFolder, store, clock, logger }));
  const pictures = deps.pictureWorker === null ? null : new WorkerPictureReader(life.use(deps.pictureWorker));
  const { machineClock, apks } = deps;
  const drivers = life.use(new LaneDrivers({ machineClock, apks, logger: logger.scoped('driver') }));
  const desk = { deps, rehearsals, evidence, pictures };
  return {
    get playbooks() {
      return shelf.get();
    },
    rehearsals,
    evidence,
    get problems() {
      return shelf.get().problems;
    },
    isTreeBlocked: (phone) => rehearsals.isBlocked(kindOf(phone)),
    run: async (act, order) => {
      const playbook = shelf.get().find(messengerApp, act);
      if (playbook === null) return fail('playbook-missing', 'no sound playbook for that act', { act });
      return drivers.use(driverOrder(order), async (driver) =>
        runRehearsed(desk, driver, playbook, await asOfNow(deps, order)),
      );
    },
    readVersion: (held) => readVersion(deps, held),
    readSession,
    withDriver: ({ phone: { phoneId, facts }, link, signal, isPlain, onFault }, work) => {
      const onEvent = (event: DriverEvent): void => {
        if (event.kind === 'fell-back') onFault(event.fault);
      };
      return drivers.use({ phoneId, link, signal, sdk: facts.sdk, isPlain, onEvent }, work);
    },
    noteRehearsal: (phone, playbook, end) => keepRehearsal(desk, playbook, { phone, end }),
    reviewDrivers: (mayWait) => drivers.review(mayWait),
    dispose: () => life.dispose(),
  };
}

async function readSession({ link, signal }: Parameters<Automation['readSession']>[0]): Promise<string | null> {
  const read = await readAppSession(link, messengerApp, signal);
  return read.ok ? read.value : null;
}

function openShelf({ playbookFolder, machineClock, logger }: AutomationDeps): PlaybookShelf {
  const onRead = ({ problems }: Playbooks): void => {
    for (const { file, line, path, code } of problems) logger.error('playbook-problem', { file, line, path, code });
  };
  const shelf = new PlaybookShelf({ folder: playbookFolder, clock: machineClock, onRead });
  void shelf.readAhead();
  return shelf;
}

const messengerApp = 'com.tencent.mm';

interface AutomationDesk {
  readonly deps: AutomationDeps;
  readonly rehearsals: RehearsalStore;
  readonly evidence: EvidenceFiles;
  readonly pictures: PictureReader | null;
}

function driverOrder({ phone, link, signal, log, note }: ActOrder): DriverOrder {
  const { phoneId, facts } = phone;
  const onEvent = (event: DriverEvent): void => {
    log?.(lineOf(event));
    if (event.kind === 'fell-back') note?.({ code: 'driver-fell-back', fault: event.fault });
  };
  return { phoneId, link, signal, sdk: facts.sdk, onEvent };
}

function lineOf(event: DriverEvent): string {
  switch (event.kind) {
    case 'opened':
      return `driver: ${event.driver}`;
    case 'fell-back':
      return `driver: ${event.to} in place of ${event.from}: ${event.fault.code}: ${event.fault.message}`;
    case 'keyboard-repaired':
      return 'driver: the keyboard of the phone was put back';
  }
}

/** With the app's version as the phone says it now; as it was known where the phone does not say. */
async function asOfNow(deps: AutomationDeps, order: ActOrder): Promise<ActOrder> {
  const { phone } = order;
  const messengerVersion = await readVersion(deps, order);
  if (messengerVersion === null || messengerVersion === phone.facts.messengerVersion) return order;
  return { ...order, phone: { ...phone, facts: { ...phone.facts, messengerVersion } } };
}

async function readVersion(
  { onAppVersion }: AutomationDeps,
  { phone, link, signal }: Pick<ActOrder, 'phone' | 'link' | 'signal'>,
): Promise<string | null> {
  const read = await readPackageVersion(link, messengerApp, signal);
  const version = read.ok ? read.value : null;
  if (version !== null && version !== phone.facts.messengerVersion) onAppVersion(phone.phoneId, version);
  return version;
}

async function runRehearsed(
  desk: AutomationDesk,
  driver: UiDriver,
  playbook: Playbook,
  order: ActOrder,
): Promise<PlaybookResult> {
  const { rehearsals } = desk;
  const kind = kindOf(order.phone);
  const isWriting = playbook.act.risk === 'write';
  const mode = isWriting && rehearsals.isBlocked(kind) === true ? 'manual' : order.mode;
  if (isWriting) tellUncovered(playbook, order);
  const isDue = isWriting && order.purpose === 'run' && mode !== 'manual';
  if (isDue && !rehearsals.hasPassed(kind, playbook.act.act, playbook.digest)) {
    const tried = await runOnce(desk, driver, playbook, { ...order, purpose: 'rehearse' });
    if (tried.state !== 'done') return tried;
  }
  return runOnce(desk, driver, playbook, { ...order, mode });
}

/** Versions that no source covers are tried all the same, as a rehearsal decides; that it is one is said. */
function tellUncovered({ app }: Playbook, { phone, log }: ActOrder): void {
  const { messengerVersion } = phone.facts;
  if (!isInRange(messengerVersion, app.versions))
    log?.(`version ${messengerVersion ?? ''}: sources cover ${app.versions} only; the rehearsal decides`);
}

async function runOnce(
  desk: AutomationDesk,
  driver: UiDriver,
  playbook: Playbook,
  order: ActOrder,
): Promise<PlaybookResult> {
  const { deps, rehearsals, evidence, pictures } = desk;
  const { phone, log } = order;
  const kind = kindOf(phone);
  const result = await runPlaybook({
    driver,
    playbook,
    purpose: order.purpose,
    variables: order.variables,
    mode: order.mode,
    phone: { isVirtual: phone.isVirtual, appVersion: phone.facts.messengerVersion },
    isRehearsed: rehearsals.hasPassed(kind, playbook.act.act, playbook.digest),
    isGoalKnown: order.isGoalKnown ?? false,
    commit: order.commit,
    operator: order.operator,
    evidence: order.evidence ?? evidence,
    pictures,
    language: deps.language(),
    observe: (record) => log?.(lineOfStep(record)),
    clock: deps.clock,
    machineClock: deps.machineClock,
    signal: order.signal,
  });
  remember(desk, playbook, order, result);
  return result;
}

/** Which alternate was taken is told where it was not the first choice. */
function lineOfStep({ step, outcome, alternate, durationMs, note }: StepRecord): string {
  const way = alternate === 0 ? '' : ` by alternate ${alternate}`;
  return `${step}: ${outcome}${way} (${Math.round(durationMs)} ms)${note === null ? '' : ` ${note}`}`;
}

/** What a run taught about the phone's model and version. A store that refuses it only means that it is learnt again. */
function remember(desk: AutomationDesk, playbook: Playbook, order: ActOrder, result: PlaybookResult): void {
  const { deps, rehearsals } = desk;
  const { state, code, note } = result;
  const kind = kindOf(order.phone);
  const now = deps.clock.now();
  if (code === 'tree-blocked') rehearsals.noteTree(kind, true, now);
  else if (hasSeenTree(order, result)) rehearsals.noteTree(kind, false, now);
  // Where there was nothing to do, the brink was not reached.
  if (order.purpose !== 'rehearse' || state === 'skipped') return;
  keepRehearsal(desk, playbook, { phone: order.phone, end: { isPassed: state === 'done', code, note } });
}

/** A rehearsal that was stopped, or ended by a fault of the phone or by the names, says nothing about the playbook. */
function keepRehearsal(
  { deps, rehearsals }: AutomationDesk,
  { act, digest }: Playbook,
  { phone, end }: { readonly phone: Phone; readonly end: RehearsalEnd },
): void {
  if (end.code === 'aborted' || end.code === 'phone-fault' || end.code === 'names-alike') return;
  rehearsals.save({ ...kindOf(phone), ...end, act: act.act, digest, rehearsedAt: deps.clock.now() });
}

/** In manual mode nothing is looked for but the result: read from the page, it says that the page can be read. */
function hasSeenTree({ mode }: ActOrder, { state, verifiedBy }: PlaybookResult): boolean {
  return state === 'done' && (mode !== 'manual' || verifiedBy === 'page' || verifiedBy === 'system-line');
}

/** Where a phone does not say its version, everything holds for unknown versions of that model only. */
function kindOf({ facts }: Phone): PhoneKind {
  return { phoneModel: facts.model ?? '', appVersion: facts.messengerVersion ?? '' };
}
