import type { z } from 'zod';
import { accountBulkProcedures } from './account-bulk.ts';
import { accountCalendarProcedures } from './account-calendar.ts';
import { accountEvents, accountPlanProcedures } from './account-plans.ts';
import { accountProcedures } from './accounts.ts';
import { alertEvents, alertProcedures } from './alerts.ts';
import { auditProcedures } from './audit.ts';
import { batteryCareProcedures } from './battery-care.ts';
import { bulkLabelProcedures } from './bulk-labels.ts';
import { certaintyProcedures } from './certainty.ts';
import { consoleProcedures } from './console.ts';
import { demoProcedures } from './demo.ts';
import { deskMapProcedures } from './desk-map.ts';
import { deskEvents, deskProcedures } from './desk.ts';
import { faultProcedures } from './faults.ts';
import { groupBookProcedures } from './group-book.ts';
import { groupProcedures } from './groups.ts';
import { historyProcedures } from './history.ts';
import { hostProcedures } from './hosts.ts';
import { jobProcedures } from './jobs.ts';
import { memberDataProcedures } from './member-data.ts';
import { operatorProcedures } from './operators.ts';
import type { Outcome } from './outcome.ts';
import { peopleListProcedures } from './people-lists.ts';
import { phoneProcedures } from './phones.ts';
import { planProcedures } from './plans.ts';
import { playbookBenchProcedures } from './playbook-bench.ts';
import { preparationProcedures } from './preparation.ts';
import { reportProcedures } from './reports.ts';
import { scheduleEvents, scheduleProcedures } from './schedules.ts';
import { settingsProcedures } from './settings.ts';
import { shiftProcedures } from './shift.ts';
import { viewProcedures } from './views.ts';
import { webhookProcedures } from './webhook.ts';

/** The one table behind main's handlers, the preload object, the headless runner and the tests. */
export const procedures = {
  ...deskProcedures,
  ...phoneProcedures,
  ...hostProcedures,
  ...groupProcedures,
  ...groupBookProcedures,
  ...memberDataProcedures,
  ...historyProcedures,
  ...alertProcedures,
  ...webhookProcedures,
  ...faultProcedures,
  ...deskMapProcedures,
  ...preparationProcedures,
  ...reportProcedures,
  ...shiftProcedures,
  ...viewProcedures,
  ...bulkLabelProcedures,
  ...batteryCareProcedures,
  ...jobProcedures,
  ...playbookBenchProcedures,
  ...operatorProcedures,
  ...accountProcedures,
  ...accountPlanProcedures,
  ...accountBulkProcedures,
  ...planProcedures,
  ...certaintyProcedures,
  ...accountCalendarProcedures,
  ...peopleListProcedures,
  ...scheduleProcedures,
  ...settingsProcedures,
  ...auditProcedures,
  ...demoProcedures,
  ...consoleProcedures,
} as const;

export const events = { ...deskEvents, ...alertEvents, ...accountEvents, ...scheduleEvents } as const;

export type Procedures = typeof procedures;
export type ProcedureName = keyof Procedures;
export type ProcedureInput<N extends ProcedureName> = z.output<Procedures[N]['input']>;
export type ProcedureOutput<N extends ProcedureName> = z.output<Procedures[N]['output']>;
export type EventName = keyof typeof events;
export type EventPayload<N extends EventName> = z.output<(typeof events)[N]>;

/** How a feature answers its procedures. Input arrives parsed. */
export type Handlers<N extends ProcedureName = ProcedureName> = {
  readonly [K in N]: (input: ProcedureInput<K>, signal: AbortSignal) => Promise<Outcome<ProcedureOutput<K>>>;
};

/**
 * Procedures that change something a person answers for: refused with `operator-required` until an operator is
 * chosen; each writes an audit line with that name.
 */
export const operatorBoundProcedures: ReadonlySet<ProcedureName> = new Set<ProcedureName>([
  'phones.setLabel',
  'phones.setNumber',
  'phones.setTags',
  'phones.setNote',
  'phones.setExpected',
  'phones.setAside',
  'phones.forget',
  'phones.reboot',
  'phones.answerIdentity',
  'hosts.add',
  'hosts.remove',
  'hosts.startServer',
  'hosts.connectPhone',
  'accounts.setMode',
  'accounts.believePhone',
  'accounts.declare',
  'accounts.tick',
  'accounts.untick',
  'accounts.signOff',
  'accounts.bulk',
  'accounts.reportSignal',
  'accounts.closeSignal',
  'accounts.restart',
  'accounts.loosen',
  'accounts.endLoosening',
  'accounts.waive',
  'accounts.logAct',
  'accounts.setFields',
  'accounts.settleDoubts',
  'accounts.withdrawFact',
  'accounts.seedDemo',
  'accounts.exportSheet',
  'plans.save',
  'plans.assign',
  'plans.export',
  'lists.add',
  'lists.import',
  'lists.export',
  'lists.remove',
  'operators.setPin',
  'operators.setSupervisor',
  'rules.acknowledge',
  'groups.read',
  'groups.setFields',
  'groups.markCompanyRun',
  'groups.decideJoin',
  'groups.withdrawJoin',
  'groups.saveSet',
  'groups.removeSet',
  'groups.exportNames',
  'memberData.purge',
  'memberData.erase',
  'reports.save',
  'reports.savePdf',
  'shift.open',
  'shift.mark',
  'shift.markRest',
  'shift.sign',
  'shift.drop',
  'labels.export',
  'labels.apply',
  'batteryCare.signOff',
  'batteryCare.limitCharge',
  'alerts.acknowledge',
  'alerts.snooze',
  'alerts.snoozePhone',
  'alerts.setWebhook',
  'alerts.testWebhook',
  'alerts.settleRefused',
  'deskMap.saveHub',
  'deskMap.removeHub',
  'deskMap.placePhones',
  'preparation.check',
  'preparation.fix',
  'preparation.cancel',
  'bench.open',
  'bench.begin',
  'bench.next',
  'bench.toBrink',
  'jobs.plan',
  'jobs.replan',
  'jobs.planNext',
  'jobs.confirm',
  'jobs.pause',
  'jobs.resume',
  'jobs.cancel',
  'jobs.retry',
  'jobs.review',
  'jobs.answer',
  'jobs.export',
  'jobs.keepWindow',
  'schedules.save',
  'schedules.remove',
  'schedules.setOn',
  'schedules.runNow',
  'schedules.decline',
  'audit.export',
]);

/** Largest request a transport accepts, in characters of JSON. */
export const requestMaxLength = 256 * 1024;

/** What the sandboxed renderer sees as `window.jiqun`. */
export interface ConsoleBridge {
  /** `callId` names the call for `cancel`; calls under way at the same time have different ones. */
  invoke<N extends ProcedureName>(
    name: N,
    input: ProcedureInput<N>,
    callId?: string,
  ): Promise<Outcome<ProcedureOutput<N>>>;
  /** Aborts that call; it is answered all the same. Nothing happens when it is over. */
  cancel(callId: string): void;
  subscribe<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void;
}
