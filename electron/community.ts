import { createAccountProcedures } from './accounts/account-procedures.ts';
import { Accounts } from './accounts/accounts.ts';
import type { CurrentOperator } from './accounts/current-operator.ts';
import type { AuditLog } from './audit/audit-log.ts';
import type { EvidenceFiles } from './automation/evidence/evidence-files.ts';
import { unknownPhone } from './devices/acts/batch.ts';
import type { Devices } from './devices/devices.ts';
import type { GroupDesk } from './groups/group-desk.ts';
import { createGroups, type Groups } from './groups/groups.ts';
import { createReadInfoKind } from './groups/kinds/read-info-kind.ts';
import { createReadListKind } from './groups/kinds/read-list-kind.ts';
import { createRenameKind } from './groups/kinds/rename-kind.ts';
import { MemberData } from './groups/member-data/member-data.ts';
import type { MessengerPlaybooks } from './groups/messenger-playbooks.ts';
import type { RenameJobs } from './groups/rename/rename-jobs.ts';
import { readAsAccount } from './hand-reading.ts';
import { createGateOfToday } from './jobs/gate-of-today.ts';
import { registerKind, type RegisteredKind } from './jobs/job-registry.ts';
import { CooldownStore } from './jobs/store/cooldown-store.ts';
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
}

/** The own accounts and the groups that they see, with the kinds of job that act on them. */
export function createCommunity(deps: CommunityDeps) {
  const life = new DisposalStack();
  const { phones } = deps.devices;
  const cooldowns = new CooldownStore(deps.store, deps.ports.clock);
  const accounts = openAccounts(deps, cooldowns);
  const renameJobs = createRenameJobs(deps.store);
  const groups = life.use(openGroups(deps, { accounts, cooldowns, renameJobs }));
  const memberData = life.use(openMemberData(deps, groups.desk));
  phones.showGroups((phoneId) => groups.summaryOf(phoneId));
  life.defer(groups.subscribe((phoneId) => phones.touch(phoneId)));
  const kinds = createKinds({ phones, accounts, groups, playbooks: deps.playbooks, renameJobs });
  return {
    accounts,
    cooldowns,
    groups,
    kinds,
    handlers: {
      ...groups.handlers,
      ...memberData.handlers,
      ...createAccountProcedures(accounts, () => deps.settings.current().language),
    },
    dispose: () => life.dispose(),
  };
}

function openAccounts(
  { ports, store, audit, currentOperator, devices, isTreeHidden }: CommunityDeps,
  cooldowns: CooldownStore,
) {
  return new Accounts({
    store,
    audit,
    clock: ports.clock,
    logger: ports.logger.scoped('accounts'),
    cooldowns,
    currentOperator: () => currentOperator.current(),
    isVirtual: (phoneId) => devices.phones.get(phoneId)?.isVirtual ?? null,
    isTreeHidden,
  });
}

interface OwnGround {
  readonly accounts: Accounts;
  readonly cooldowns: CooldownStore;
  readonly renameJobs: RenameJobs;
}

function openGroups(
  { ports, store, worker, audit, settings, currentOperator, devices, playbooks }: CommunityDeps,
  { accounts, cooldowns, renameJobs }: OwnGround,
): Groups {
  const { clock, machineClock, logger, files } = ports;
  const isVirtual = (phoneId: string): boolean | null => devices.phones.get(phoneId)?.isVirtual ?? null;
  const gate = createGateOfToday({ cooldowns, modes: accounts, isVirtual });
  const ground = { accounts, cooldowns, gate, store, clock };
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
    standingOf: ({ phoneId, accountId }) => {
      const phone = devices.phones.get(phoneId);
      if (phone === null || (phone.state !== 'ready' && phone.state !== 'busy')) return 'away';
      if (accounts.isElsewhere(accountId, phoneId)) return 'away';
      if (accounts.modeOf(accountId, phoneId) === null) return 'no-mode';
      return (accounts.get(accountId)?.cooldownUntilAt ?? null) === null ? 'ready' : 'resting';
    },
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
}

/** One line for each kind of job. */
function createKinds({
  phones,
  accounts,
  groups: { desk, renames },
  playbooks,
  renameJobs,
}: KindGround): readonly RegisteredKind[] {
  const nameOfPhone = (phoneId: string): string => phones.get(phoneId)?.label ?? phoneId;
  return [
    registerKind(createReadListKind({ desk, playbooks, accounts, nameOfPhone })),
    registerKind(createReadInfoKind({ desk, playbooks })),
    registerKind(createRenameKind({ desk, renames, playbooks, jobs: renameJobs })),
  ];
}
