import { spanKinds, unsureReasons } from '../../../electron/contract/certainty.ts';
import { confidences, faultCauses, faultFactCodes } from '../../../electron/contract/faults.ts';
import { auditAreas } from '../../../electron/contract/audit.ts';
import { alertKinds, alertTextCodes } from '../../../electron/contract/alert-kinds.ts';
import { alertEndings, alertSeverities } from '../../../electron/contract/alerts.ts';
import { healthTextCodes } from '../../../electron/contract/health-texts.ts';
import { errorCodes } from '../../../electron/contract/outcome.ts';
import {
  catalogueReasonCodes,
  catalogueVerdicts,
  healthCheckIds,
  phoneActs,
  phoneEventKinds,
  phoneStates,
  stateReasonCodes,
  verdicts,
} from '../../../electron/contract/phones.ts';
import {
  allCureTextKeys,
  preparationTextCodes,
  sharedPreparationTexts,
} from '../../../electron/contract/preparation-texts.ts';
import {
  fixOutcomes,
  preparationRunStates,
  preparationStates,
  skinFamilies,
} from '../../../electron/contract/preparation.ts';
import { itemCodes, waitReasons } from '../../../electron/contract/job-codes.ts';
import {
  attemptNoteCodes,
  attemptPurposes,
  attemptStates,
  itemStates,
  planVerdicts,
} from '../../../electron/contract/jobs.ts';
import {
  executionModes,
  playbookProblemCodes,
  stepConfidences,
  verifications,
} from '../../../electron/contract/automation.ts';
import {
  benchClosings,
  intentActs,
  intentKinds,
  nodeFlags,
  sightKinds,
} from '../../../electron/contract/playbook-bench.ts';
import { memberPlaces } from '../../../electron/contract/member-data.ts';
import { listRowProblemCodes } from '../../../electron/contract/people-lists.ts';
import { planForms } from '../../../electron/contract/plan-forms.ts';
import { operatorBoundProcedures } from '../../../electron/contract/procedures.ts';
import {
  actionIds,
  conditions,
  reOnboardingEvents,
  signalIds,
  toolNames,
} from '../../../electron/contract/plan-ids.ts';
import { planNoteCodes, planProblemCodes } from '../../../electron/contract/plan-problems.ts';
import { timelineEntrySchema } from '../../../electron/contract/account-timeline.ts';
import { missReasons, runOutcomes, scheduleKinds, skipReasons } from '../../../electron/contract/schedules.ts';
import { webhookFailureCodes } from '../../../electron/contract/webhook.ts';

/** Lines of the audit log that are no procedure bound to an operator. */
const otherAuditActions = [
  'operators.create',
  'operators.choose',
  'operators.leave',
  'operators.idle',
  'operators.resetPin',
  'accounts.noLogin',
  'settings.update',
  'demo.start',
  'demo.stop',
  'console.restoreBackup',
  'history.restoreBackup',
  'phones.reconnect',
  'phones.showNumber',
  'phones.screenshot',
  'preparation.result',
  'jobs.stopAll',
  'jobs.interrupted',
  'bench.close',
  'bench.stop',
  'bench.touch',
  'accounts.moved',
  'accounts.tooManyFailures',
  'accounts.custody',
  'jobs.act',
];

/** What a signal may ask for besides its time, and what a phone may lack: words of `electron/accounts`. */
/** What people have to do besides, as the gate tells it. */
const lackKinds = ['start', 'task', 'sign-off', 'health', 'login'] as const;
const recoverKinds = [
  'no-prompts',
  'normal-days',
  'supervisor',
  'manual',
  're-onboarding',
  'cause-noted',
  'phone-check-passes',
];
const phoneFaultCodes = [
  'offline',
  'battery-low',
  'storage-low',
  'clock-off',
  'unread',
  'messenger-changed',
  'no-phone',
];
/** The rules by which accounts, plans and lists refuse an input. */
const accountRules = [
  'task-of-stage',
  'not-ahead',
  'proof-needed',
  'already-ticked',
  'known-tick',
  'under-a-plan',
  'present-stage',
  'sign-off-open',
  'reportable',
  'seen-lately',
  'tool-needed',
  'known-signal',
  'open-signal',
  'set-by-plan',
  'newer-version',
  'loosenable',
  'more-than-planned',
  'hard-zero',
  'within-days',
  'done-lately',
  'something-done',
  'known-act',
  'last-correction',
  'known-entry',
  'one-stays',
  'known-window',
  'in-doubt',
  'group-needed',
  'known-fact',
  'cause-needed',
  'reason-needed',
  'soft-window',
  'not-waived',
  'in-force',
];

/** Every key that main may make the renderer look up, by what it is made from. */
export const expectedTexts: Readonly<Record<string, readonly string[]>> = {
  'error code': errorCodes.flatMap((code) => [`error.${code}.cause`, `error.${code}.cure`]),
  'audit area': auditAreas.map((area) => `audit.area.${area}`),
  state: phoneStates.map((state) => `state.${state}.name`),
  'state reason': stateReasonCodes.flatMap((code) => [
    `reason.${code}.short`,
    `reason.${code}.cause`,
    `reason.${code}.next`,
  ]),
  'health check': healthCheckIds.flatMap((id) => [
    `health.${id}.name`,
    ...healthTextCodes[id].map((code) => `health.${id}.${code}`),
  ]),
  'fault cause': faultCauses.flatMap((cause) => [
    `fault.cause.${cause}.name`,
    `fault.cause.${cause}.meaning`,
    `fault.cause.${cause}.next`,
  ]),
  'fault fact': faultFactCodes.map((code) => `fault.fact.${code}`),
  confidence: confidences.map((confidence) => `fault.confidence.${confidence}`),
  alert: alertKinds.flatMap((kind) => ['name', 'next', ...alertTextCodes[kind]].map((code) => `alert.${kind}.${code}`)),
  'alert severity': alertSeverities.map((severity) => `alerts.severity.${severity}`),
  'alert ending': alertEndings.map((ending) => `alerts.ending.${ending}`),
  'webhook failure': webhookFailureCodes.flatMap((code) => [
    `webhook.failure.${code}.cause`,
    `webhook.failure.${code}.cure`,
  ]),
  verdict: verdicts.map((verdict) => `verdict.${verdict}`),
  'catalogue verdict': catalogueVerdicts.map((verdict) => `catalogue.verdict.${verdict}`),
  'catalogue reason': catalogueReasonCodes.map((code) => `catalogue.reason.${code}`),
  'event kind': phoneEventKinds.map((kind) => `event.${kind}`),
  'act of an event': phoneActs.map((act) => `param.act.${act}`),
  'preparation step': Object.keys(preparationTextCodes).flatMap((id) => [
    `preparation.step.${id}.name`,
    `preparation.step.${id}.short`,
  ]),
  'preparation sentence': [
    ...sharedPreparationTexts.map((code) => `preparation.any.${code}`),
    ...Object.entries(preparationTextCodes).flatMap(([id, codes]) => codes.map((code) => `preparation.${id}.${code}`)),
  ],
  'cure of a preparation': allCureTextKeys(),
  'preparation state': preparationStates.map((state) => `preparation.state.${state}`),
  'preparation outcome': fixOutcomes.map((outcome) => `preparation.outcome.${outcome}`),
  'state of a preparing phone': preparationRunStates.map((state) => `preparation.run-state.${state}`),
  'skin family': skinFamilies.map((family) => `preparation.family.${family}`),
  'code of a job’s row': itemCodes.flatMap((code) =>
    ['short', 'cause', 'cure'].map((part) => `job.code.${code}.${part}`),
  ),
  'why nothing can be said': [...unsureReasons, ...spanKinds].flatMap((why) => [
    `param.why.${why}`,
    `param.toDo.${why}`,
  ]),
  'state of a job’s row': itemStates.map((state) => `job.item.${state}`),
  'what a row waits for': waitReasons.map((reason) => `jobs.waits.${reason}`),
  'verdict of a plan': planVerdicts.map((verdict) => `jobs.verdict.${verdict}`),
  'attempt at a row': [
    ...attemptStates.map((state) => `jobs.attempt.${state}`),
    ...attemptPurposes.map((purpose) => `jobs.purpose.${purpose}`),
    ...attemptNoteCodes.map((code) => `jobs.note.${code}`),
  ],
  'mode of an act': executionModes.map((mode) => `job.mode.${mode}`),
  verification: verifications.map((verification) => `job.verified.${verification}`),
  'problem of a playbook': playbookProblemCodes.flatMap((code) => [
    `bench.problem.${code}.cause`,
    `bench.problem.${code}.cure`,
  ]),
  'what a playbook does next': [
    ...intentKinds.map((kind) => `bench.kind.${kind}`),
    ...intentActs.map((act) => `bench.act.${act}`),
  ],
  'confidence of a step': stepConfidences.map((confidence) => `bench.confidence.${confidence}`),
  'recognised screen': sightKinds.map((kind) => `bench.sight.${kind}`),
  'flag of a view': nodeFlags.map((flag) => `bench.flag.${flag}`),
  'end of a bench': benchClosings.map((why) => `bench.closed.${why}`),
  'name of a plan': [
    ...actionIds.map((action) => `growth.action.${action}`),
    ...conditions.map((condition) => `growth.condition.${condition}`),
    ...signalIds.map((signalId) => `growth.signal.${signalId}`),
    ...[...reOnboardingEvents, 'unblock'].map((event) => `growth.event.${event}`),
    ...toolNames.map((tool) => `growth.tool.${tool}`),
    ...timelineEntrySchema.shape.kind.options.map((kind) => `growth.timeline.${kind}`),
    ...[...recoverKinds, ...lackKinds].map((kind) => `growth.recover.${kind}`),
    ...phoneFaultCodes.map((code) => `growth.phone-fault.${code}`),
  ],
  'refusal of a word about an account': accountRules.flatMap((rule) => [
    `error.invalid-input.${rule}.cause`,
    `error.invalid-input.${rule}.cure`,
  ]),
  'problem of a plan': [
    ...planProblemCodes.map((code) => `problem.${code}`),
    ...planNoteCodes.map((code) => `note.${code}`),
  ].flatMap((code) => ['short', 'cause', 'cure'].map((part) => `plan.${code}.${part}`)),
  'rule of a plan in words': Object.values(planForms).flatMap((forms) =>
    forms.map((form) => `plans.form.${form.replaceAll('{n}', 'n')}`),
  ),
  'problem of a row of people': listRowProblemCodes.flatMap((code) => [
    `lists.problem.${code}.cause`,
    `lists.problem.${code}.cure`,
  ]),
  'place that may hold a person': memberPlaces.flatMap((place) => [
    `member-data.place.${place}`,
    `member-data.kept-why.${place}`,
  ]),
  'kind of a schedule': scheduleKinds.flatMap((kind) =>
    ['kind', 'about', 'result'].map((part) => `schedules.${part}.${kind}`),
  ),
  'end of a schedule’s run': [
    ...runOutcomes.map((outcome) => `schedules.outcome.${outcome}`),
    ...['running', 'asked'].map((standing) => `schedules.outcome.${standing}`),
    ...[...missReasons, ...skipReasons, 'console-ended', 'kind-missing'].map((code) => `schedules.code.${code}`),
  ],
  'audit action': [...operatorBoundProcedures, ...otherAuditActions].map((action) => `audit.action.${action}`),
};

/** Prefixes whose keys are exactly those above: a text for a code that no longer exists is a leftover. */
export const closedPrefixes = [
  'alert.',
  'alerts.ending.',
  'alerts.severity.',
  'webhook.failure.',
  'state.',
  'verdict.',
  'catalogue.verdict.',
  'catalogue.reason.',
  'event.',
  'param.act.',
  'param.toDo.',
  'audit.action.',
  'bench.problem.',
  'bench.kind.',
  'bench.act.',
  'bench.confidence.',
  'bench.sight.',
  'bench.flag.',
  'bench.closed.',
  'job.code.',
  'job.item.',
  'job.mode.',
  'job.verified.',
  'jobs.attempt.',
  'jobs.note.',
  'jobs.purpose.',
  'jobs.verdict.',
  'jobs.waits.',
  'schedules.kind.',
  'schedules.about.',
  'schedules.result.',
  'schedules.outcome.',
  'schedules.code.',
  'preparation.cure.',
  'preparation.step.',
  'preparation.state.',
  'preparation.outcome.',
  'preparation.run-state.',
  'preparation.family.',
  'plans.form.',
  'lists.problem.',
  'member-data.place.',
] as const;
