import type { Accounts } from './accounts/accounts.ts';
import type { AuditLog } from './audit/audit-log.ts';
import { PlaybookBench, type BenchProcedure } from './automation/bench/playbook-bench.ts';
import type { Automation } from './automation/automation.ts';
import type { CurrentOperator } from './accounts/current-operator.ts';
import { fail, succeed, type Outcome } from './contract/outcome.ts';
import type { Phone } from './contract/phones.ts';
import type { Handlers } from './contract/procedures.ts';
import type { Devices } from './devices/devices.ts';
import { createGateOfToday } from './jobs/gate-of-today.ts';
import type { AccountCooldowns, Gate } from './jobs/gate.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { Clock } from './runtime/clock.ts';
import type { Disposable } from './runtime/disposal.ts';
import type { ServicesPorts } from './services-config.ts';
import type { SettingsService } from './settings/settings.ts';
import type { Store } from './store/store.ts';

export interface BenchDeskDeps {
  readonly ports: ServicesPorts & { readonly machineClock: Clock };
  readonly store: Store;
  readonly audit: AuditLog;
  readonly settings: SettingsService;
  readonly currentOperator: CurrentOperator;
  readonly devices: Devices;
  readonly automation: Automation;
  readonly accounts: Accounts;
  readonly cooldowns: AccountCooldowns;
  readonly jobs: Jobs;
}

export interface BenchDesk extends Disposable {
  /** Also the door to 全部停止, which ends what runs on the bench as well. */
  readonly handlers: Handlers<BenchProcedure | 'jobs.stopAll'>;
}

/** Puts the playbook bench together with what it needs of the layers above it: the gate, the accounts, the jobs. */
export function createBenchDesk(deps: BenchDeskDeps): BenchDesk {
  const { ports, store, audit, settings, currentOperator, devices, automation, accounts, cooldowns, jobs } = deps;
  const isVirtual = (phoneId: string): boolean | null => devices.phones.get(phoneId)?.isVirtual ?? null;
  const gate = createGateOfToday({ cooldowns, modes: accounts, isVirtual });
  const bench = new PlaybookBench({
    phones: devices.phones,
    automation,
    store,
    audit,
    clock: ports.clock,
    machineClock: ports.machineClock,
    logger: ports.logger.scoped('bench'),
    language: () => settings.current().language,
    operatorName: () => currentOperator.current()?.name ?? null,
    permit: (phone) => permit(phone, { gate, accounts, now: ports.clock.now() }),
    jobOn: (phoneId) => jobOn(jobs, phoneId),
  });
  return {
    handlers: {
      ...bench.handlers,
      'jobs.stopAll': async (input, signal) => {
        const stopped = await jobs.handlers['jobs.stopAll'](input, signal);
        // Jobs are what commits: they are halted before anything is waited for.
        void bench.stopRun();
        return stopped;
      },
    },
    dispose: () => bench.dispose(),
  };
}

/** What the gate counts it as. */
const countedAs = 'bench.step';

interface PermitGround {
  readonly gate: Gate;
  readonly accounts: Accounts;
  readonly now: number;
}

/** Going through a messenger up to the brink is what `assist` does: the bench is asked as that, and whoever answers must know the rules. */
function permit({ phoneId }: Phone, { gate, accounts, now }: PermitGround): Outcome<null> {
  const known = accounts.checkRules();
  if (!known.ok) return known;
  const account = accounts.onPhone(phoneId);
  if (!account.ok) return account;
  const { accountId } = account.value;
  const question = { accountId, phoneId, action: countedAs, groupId: null, amount: 1, now };
  const answer = gate.ask({ ...question, mode: 'assist' });
  if (answer.kind !== 'allowed')
    return fail('bench-refused', 'the gate is closed', { rule: answer.reason, ...answer.detail });
  if (accounts.modeOf(accountId, phoneId) === 'manual')
    return fail('bench-refused', 'a person does everything there', { rule: 'manual-only' });
  return succeed(null);
}

const askedRows = 500;

async function jobOn(jobs: Jobs, phoneId: string): Promise<string | null> {
  const under = { states: ['running', 'waiting-for-operator'], offset: 0, limit: askedRows } as const;
  for (const { jobId, title, state } of jobs.feed.list()) {
    if (state === 'over' || state === 'planned') continue;
    const page = await jobs.handlers['jobs.items']({ ...under, states: [...under.states], jobId }, neverAborted);
    if (page.ok && page.value.entries.some((item) => item.phoneId === phoneId)) return title;
  }
  return null;
}

const neverAborted = new AbortController().signal;
