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
import { operatorBoundProcedures } from '../../../electron/contract/procedures.ts';

/** Lines of the audit log that are no procedure bound to an operator. */
const otherAuditActions = [
  'operators.create',
  'operators.choose',
  'settings.update',
  'demo.start',
  'demo.stop',
  'console.restoreBackup',
  'phones.reconnect',
  'phones.showNumber',
  'phones.screenshot',
];

/** Every key that main may make the renderer look up, by what it is made from. */
export const expectedTexts: Readonly<Record<string, readonly string[]>> = {
  'error code': errorCodes.flatMap((code) => [`error.${code}.cause`, `error.${code}.cure`]),
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
  verdict: verdicts.map((verdict) => `verdict.${verdict}`),
  'catalogue verdict': catalogueVerdicts.map((verdict) => `catalogue.verdict.${verdict}`),
  'catalogue reason': catalogueReasonCodes.map((code) => `catalogue.reason.${code}`),
  'event kind': phoneEventKinds.map((kind) => `event.${kind}`),
  'act of an event': phoneActs.map((act) => `param.act.${act}`),
  'audit action': [...operatorBoundProcedures, ...otherAuditActions].map((action) => `audit.action.${action}`),
};

/** Prefixes whose keys are exactly those above: a text for a code that no longer exists is a leftover. */
export const closedPrefixes = [
  'state.',
  'verdict.',
  'catalogue.verdict.',
  'catalogue.reason.',
  'event.',
  'param.act.',
  'audit.action.',
] as const;
