import { fileURLToPath } from 'node:url';
import { standingsToRename } from './acting-standing.ts';
import { AccountDesk } from './accounts/account-desk.ts';
import { AccountGate } from './accounts/account-gate.ts';
import { createAccountProcedures } from './accounts/account-procedures.ts';
import { Accounts } from './accounts/accounts.ts';
import { createCalendarProcedures } from './accounts/calendar-procedures.ts';
import type { CurrentOperator } from './accounts/current-operator.ts';
import type { OperatorRights } from './accounts/operator-rights.ts';
import { createPeopleProcedures } from './accounts/people-procedures.ts';
import { ChecklistReminder } from './accounts/desk/checklist-reminder.ts';
import { groupHoldsOf } from './accounts/desk/group-holds.ts';
import { createPlanExport } from './accounts/plan-export.ts';
import { createPlanProcedures } from './accounts/plan-procedures.ts';
import type { AuditLog } from './audit/audit-log.ts';
import type { EvidenceFiles } from './automation/evidence/evidence-files.ts';
import type { DeskTimes } from './desk-times.ts';
import { unknownPhone } from './devices/acts/batch.ts';
import type { Account } from './contract/accounts.ts';
import { succeed } from './contract/outcome.ts';
import type { Devices } from './devices/devices.ts';
import { GroupCounting } from './groups/book/group-counting.ts';
import type { GroupDesk } from './groups/group-desk.ts';
import { createGroups, type Groups } from './groups/groups.ts';
import { createReadInfoKind } from './groups/kinds/read-info-kind.ts';
import { createReadListKind } from './groups/kinds/read-list-kind.ts';
import { PhoneLogins } from './groups/kinds/phone-logins.ts';
import { createRenameKind } from './groups/kinds/rename-kind.ts';
import { MemberData } from './groups/member-data/member-data.ts';
import type { MessengerPlaybooks } from './groups/messenger-playbooks.ts';
import type { RenameJobs } from './groups/rename/rename-jobs.ts';
import { readAsAccount } from './hand-reading.ts';
import type { Gate } from './jobs/gate.ts';
import { registerKind, type RegisteredKind } from './jobs/job-registry.ts';
import { shippedKinds } from './jobs/kinds/shipped-kinds.ts';
import { createRenameJobs } from './rename-jobs.ts';
import { DisposalStack } from './runtime/disposal.ts';
import type { Clock } from './runtime/clock.ts';
import type { ServicesPorts } from './services-config.ts';
import type { SettingsService } from './settings/settings.ts';
import type { Store } from './store/store.ts';
import type { TaskWorker } from './store/task-worker.ts';

export interface CommunityDeps {
  readonly ports: ServicesPorts & { readonly machineClock: Clock };
  readonly store: Store;
  readonly worker: TaskWorker;
  readonly audit: AuditLog;
  readonly settings: SettingsService;
  readonly currentOperator: CurrentOperator;
  readonly devices: Devices;
  /** Runs what is read and done in a messenger. */
  readonly playbooks: MessengerPlaybooks;
  /** Whether the messenger on that phone is known to hide its views. */
  readonly isTreeHidden: (phoneId: string) => boolean;
  /** The pictures that prove what was done. */
  readonly pictures: EvidenceFiles;
  readonly dataFolder: string;
  readonly rights: OperatorRights;
  readonly times: DeskTimes;
}

export type Community = ReturnType<typeof createCommunity>;

/** The own accounts and the groups that they see, with the kinds of job that act on them. */
export function createCommunity(deps: CommunityDeps) {
  const life = new DisposalStack();
  const { phones } = deps.devices;
  const { accounts, desk } = openAccounts(deps);
  life.use(desk);
  life.defer(deps.times.subscribe(() => desk.noteTime()));
  life.defer(phones.subscribe(({ changed }) => changed.forEach((phoneId) => desk.notePhone(phoneId))));
  const gate = new AccountGate({ ...desk.ground, modes: accounts });
  const renameJobs = createRenameJobs(deps.store);
  const groups = life.use(openGroups(deps, { accounts, desk, gate, renameJobs }));
  const memberData = life.use(openMemberData(deps, groups.desk));
  phones.showGroups((phoneId) => groups.summaryOf(phoneId));
  life.defer(groups.subscribe((phoneId) => phones.touch(phoneId)));
  const { machineClock } = deps.ports;
  const kinds = createKinds({ phones, accounts, groups, playbooks: deps.playbooks, renameJobs, machineClock });
  const { moreJobKinds = [] } = deps.ports;
  const counting = new GroupCounting(deps.store, groups.desk.book);
  desk.start({ groups: counting, kinds: [...shippedKinds, ...kinds, ...moreJobKinds] });
  const reminder = life.use(openReminder(deps, desk));
  return {
    accounts,
    accountDesk: desk,
    gate,
    groups,
    kinds,
    reminder,
    handlers: { ...groups.handlers, ...memberData.handlers, ...accountHandlers(deps, { accounts, desk }) },
    dispose: () => life.dispose(),
  };
}

/** What the page and scripts ask of accounts, their plans and their people. */
function accountHandlers(
  { ports, settings, devices, times }: CommunityDeps,
  { accounts, desk }: Pick<OwnGround, 'accounts' | 'desk'>,
) {
  const { files } = ports;
  const language = () => settings.current().language;
  const nameOf = (phoneId: string): string => nameOnPaper(devices.phones.get(phoneId), phoneId);
  return {
    ...createPlanProcedures(desk),
    ...createPlanExport({ ground: desk.ground, files }),
    ...times.handlers,
    'accounts.certainty': async () => succeed({ ...times.certainty(), inGroups: groupHoldsOf(desk.ground) }),
    ...createPeopleProcedures({ ground: desk.ground, files, language }),
    ...createCalendarProcedures({ desk, files, nameOf, language }),
    ...createAccountProcedures(accounts, language),
  };
}

function openReminder({ ports, devices }: CommunityDeps, desk: AccountDesk): ChecklistReminder {
  const { clock, logger } = ports;
  const labelOf = (phoneId: string | null): string =>
    phoneId === null ? '' : (devices.phones.get(phoneId)?.label ?? '');
  const nameOf = ({ nickname, phoneId }: Account): string => nickname ?? labelOf(phoneId);
  return new ChecklistReminder({ desk, clock, logger: logger.scoped('accounts'), nameOf });
}

/** A phone as people call it who stand before it. */
function nameOnPaper(phone: ReturnType<Devices['phones']['get']>, phoneId: string): string {
  if (phone === null) return phoneId;
  return [phone.number === null ? '' : String(phone.number), phone.label].filter((part) => part !== '').join(' ');
}

/** The accounts, and the desk that knows where each stands under its plan; each asks the other. */
function openAccounts(deps: CommunityDeps) {
  const { ports, store, audit, currentOperator, devices, isTreeHidden, rights, times } = deps;
  const { clock } = ports;
  const shared = { store, audit, clock, logger: ports.logger.scoped('accounts') };
  const accounts: Accounts = new Accounts({
    ...shared,
    cooldowns: { restOf: (accountId) => desk.restOf(accountId) },
    currentOperator: () => currentOperator.current(),
    onMoved: (move) => desk.noteMove(move),
    onSeen: (accountId) => desk.noteLogin(accountId),
    isVirtual: (phoneId) => devices.phones.get(phoneId)?.isVirtual ?? null,
    isTreeHidden,
  });
  const desk = new AccountDesk({
    ...shared,
    time: times.time,
    custody: times.custody,
    resourcesFolder: fileURLToPath(ports.resourcesFolder),
    accounts,
    phone: (phoneId) => devices.phones.get(phoneId),
    operator: () => currentOperator.current(),
    isSupervisor: (operatorId) => rights.isSupervisor(operatorId),
    isProven: (operatorId) => rights.isProven(operatorId),
    hasPin: (operatorId) => rights.hasPin(operatorId),
  });
  // Where an account is and how it acts are facts as well; told in the middle of a transaction, maybe.
  accounts.subscribe(() => queueMicrotask(() => desk.sealFacts()));
  return { accounts, desk };
}

interface OwnGround {
  readonly accounts: Accounts;
  readonly desk: AccountDesk;
  readonly gate: Gate;
  readonly renameJobs: RenameJobs;
}

function openGroups(
  { ports, store, worker, audit, settings, currentOperator, devices, playbooks }: CommunityDeps,
  { accounts, desk, gate, renameJobs }: OwnGround,
): Groups {
  const { clock, machineClock, logger, files } = ports;
  const ground = { accounts, cooldowns: desk, gate, store, clock };
  const isConnected = (phoneId: string): boolean => {
    const state = devices.phones.get(phoneId)?.state;
    return state === 'ready' || state === 'busy';
  };
  const acting = { gate, modes: accounts, isConnected, now: () => clock.now() };
  return createGroups({
    store,
    phones: devices.phones,
    readList: async (phoneId, link, signal) => {
      const phone = devices.phones.get(phoneId);
      if (phone === null) return unknownPhone(phoneId);
      return readAsAccount(ground, phoneId, (reading) => playbooks.readList({ phone, link, signal }, reading));
    },
    audit,
    clock,
    machineClock,
    logger: logger.scoped('groups'),
    accounts,
    worker,
    files,
    operatorName: () => currentOperator.current()?.name ?? null,
    nameLimits: () => {
      const { groupNameWarnLength, groupNameMaxLength, forbiddenWords } = settings.current();
      return { warnOver: groupNameWarnLength, blockOver: groupNameMaxLength, forbiddenWords };
    },
    standingsNow: () => standingsToRename(acting),
    renameJobs,
  });
}

function openMemberData(deps: CommunityDeps, desk: GroupDesk): MemberData {
  const { ports, store, worker, audit, currentOperator, pictures, dataFolder } = deps;
  const { logFolder } = ports.info;
  const operatorName = (): string | null => currentOperator.current()?.name ?? null;
  return new MemberData({
    store,
    desk,
    audit,
    clock: ports.clock,
    logger: ports.logger.scoped('groups'),
    operatorName,
    worker,
    pictures,
    folders: logFolder === null ? [dataFolder] : [dataFolder, logFolder],
  });
}

interface KindGround {
  readonly phones: Devices['phones'];
  readonly accounts: Accounts;
  readonly groups: Groups;
  readonly playbooks: MessengerPlaybooks;
  readonly renameJobs: RenameJobs;
  readonly machineClock: Clock;
}

/** One line for each kind of job. */
function createKinds({
  phones,
  accounts,
  groups: { desk, renames },
  playbooks,
  renameJobs,
  machineClock,
}: KindGround): readonly RegisteredKind[] {
  const logins = new PhoneLogins({ playbooks, accounts, machineClock });
  const nameOfPhone = (phoneId: string): string => phones.get(phoneId)?.label ?? phoneId;
  return [
    registerKind(createReadListKind({ desk, playbooks, accounts, nameOfPhone })),
    registerKind(createReadInfoKind({ desk, playbooks })),
    registerKind(createRenameKind({ desk, renames, playbooks, logins, jobs: renameJobs })),
  ];
}
