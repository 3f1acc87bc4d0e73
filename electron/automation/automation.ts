import type { ExecutionMode, PlaybookAct, PlaybookProblem } from '../contract/automation.ts';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import type { Phone } from '../contract/phones.ts';
import type { Clock } from '../runtime/clock.ts';
import { DisposalStack, type Disposable } from '../runtime/disposal.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Store } from '../store/store.ts';
import type { TaskWorker } from '../store/task-worker.ts';
import type { DriverApks } from './drivers/apks.ts';
import type { DriverLink } from './drivers/driver-link.ts';
import { openDriver } from './drivers/open-driver.ts';
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
import { loadPlaybooks, type Playbook, type Playbooks } from './playbooks/playbooks.ts';
import type { Variables } from './playbooks/variables.ts';
import { RehearsalStore, type PhoneKind } from './rehearsal/rehearsal-store.ts';
import type { UiDriver } from './ui-driver.ts';

export interface AutomationDeps {
  readonly store: Store;
  /** A thread of its own for reading pictures; null where they cannot be read. */
  readonly pictureWorker: TaskWorker | null;
  readonly playbookFolder: string;
  readonly evidenceFolder: string;
  readonly apks: DriverApks;
  readonly language: () => 'zh-CN' | 'en';
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
  readonly phone: Phone;
  readonly link: DriverLink;
  readonly mode: ExecutionMode;
  readonly commit: CommitPort;
  readonly operator: OperatorPort;
  /** Where its pictures go; the console's own place unless said. */
  readonly evidence?: EvidencePort;
  /** A line for people for every step. */
  readonly log?: (line: string) => void;
  readonly signal: AbortSignal;
}

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
   * Opens a driver, carries out, verifies or rehearses the act and closes the driver again. A writing act is rehearsed
   * first where that has not been done on the phone's model and version; a rehearsal that does not pass is its end. On a
   * version that hides its views the act is done by hand, whatever the mode. Fails with `playbook-missing`.
   */
  run(act: PlaybookAct, order: ActOrder): Promise<Outcome<PlaybookResult>>;
}

export function createAutomation(deps: AutomationDeps): Automation {
  const { store, clock, logger, playbookFolder } = deps;
  const life = new DisposalStack();
  const playbooks = loadPlaybooks(playbookFolder);
  for (const { file, line, path, code } of playbooks.problems)
    logger.error('playbook-problem', { file, line, path, code });
  const rehearsals = new RehearsalStore(store);
  const evidence = life.use(new EvidenceFiles({ folder: deps.evidenceFolder, store, clock, logger }));
  const pictures = deps.pictureWorker === null ? null : new WorkerPictureReader(life.use(deps.pictureWorker));
  const desk = { deps, rehearsals, evidence, pictures };
  return {
    playbooks,
    rehearsals,
    evidence,
    problems: playbooks.problems,
    isTreeBlocked: (phone) => rehearsals.isBlocked(kindOf(phone)),
    run: async (act, order) => {
      const playbook = playbooks.find(messengerApp, act);
      if (playbook === null) return fail('playbook-missing', 'no sound playbook for that act', { act });
      return runWithDriver(desk, playbook, order);
    },
    dispose: () => life.dispose(),
  };
}

const messengerApp = 'com.tencent.mm';

interface AutomationDesk {
  readonly deps: AutomationDeps;
  readonly rehearsals: RehearsalStore;
  readonly evidence: EvidenceFiles;
  readonly pictures: PictureReader | null;
}

async function runWithDriver(
  desk: AutomationDesk,
  playbook: Playbook,
  order: ActOrder,
): Promise<Outcome<PlaybookResult>> {
  const { machineClock, logger, apks } = desk.deps;
  const { link, signal, phone } = order;
  const opened = await openDriver({
    link,
    machineClock,
    logger: logger.scoped('driver'),
    signal,
    apks,
    sdk: phone.facts.sdk,
  });
  if (!opened.ok) return opened;
  try {
    return succeed(await runRehearsed(desk, opened.value, playbook, order));
  } finally {
    await opened.value.dispose();
  }
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
  const isDue = isWriting && order.purpose === 'run' && mode !== 'manual';
  if (isDue && !rehearsals.hasPassed(kind, playbook.act.act, playbook.digest)) {
    const tried = await runOnce(desk, driver, playbook, { ...order, purpose: 'rehearse' });
    if (tried.code === 'tree-blocked') return runOnce(desk, driver, playbook, { ...order, mode: 'manual' });
    if (tried.state !== 'done') return tried;
  }
  return runOnce(desk, driver, playbook, { ...order, mode });
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
    commit: order.commit,
    operator: order.operator,
    evidence: order.evidence ?? evidence,
    pictures,
    language: deps.language(),
    observe: ({ step, outcome, durationMs, note }) =>
      log?.(`${step}: ${outcome} (${Math.round(durationMs)} ms)${note === null ? '' : ` ${note}`}`),
    clock: deps.clock,
    machineClock: deps.machineClock,
    signal: order.signal,
  });
  remember(desk, playbook, order, result);
  return result;
}

/** What a run taught about the phone's model and version. A store that refuses it only means that it is learnt again. */
function remember(
  { deps, rehearsals }: AutomationDesk,
  { act, digest }: Playbook,
  order: ActOrder,
  result: PlaybookResult,
): void {
  const kind = kindOf(order.phone);
  const now = deps.clock.now();
  if (result.code === 'tree-blocked') rehearsals.noteTree(kind, true, now);
  else if (order.mode !== 'manual' && result.state === 'done') rehearsals.noteTree(kind, false, now);
  const isAnswer = order.purpose === 'rehearse' && result.code !== 'aborted' && result.code !== 'phone-fault';
  if (!isAnswer) return;
  const { state, code, note } = result;
  rehearsals.save({ ...kind, act: act.act, digest, isPassed: state === 'done', code, note, rehearsedAt: now });
}

/** Where a phone does not say its version, everything holds for unknown versions of that model only. */
function kindOf({ facts }: Phone): PhoneKind {
  return { phoneModel: facts.model ?? '', appVersion: facts.messengerVersion ?? '' };
}
