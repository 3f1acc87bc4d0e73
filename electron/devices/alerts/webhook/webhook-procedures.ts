import { runAudited } from '../../../audit/audited-act.ts';
import type { AuditPort } from '../../../audit/audit-log.ts';
import { fail, succeed, type Outcome } from '../../../contract/outcome.ts';
import type { Handlers, ProcedureInput } from '../../../contract/procedures.ts';
import type { WebhookStatus } from '../../../contract/webhook.ts';
import type { Store } from '../../../store/store.ts';
import { readWebhookAddress } from './webhook-address.ts';
import type { Webhook } from './webhook.ts';

export interface WebhookProceduresDeps {
  readonly webhook: Webhook;
  readonly store: Store;
  readonly audit: AuditPort;
}

/** What an operator does with the webhook. The log learns the host of the address, never the address. */
export function createWebhookProcedures(
  deps: WebhookProceduresDeps,
): Handlers<'alerts.webhook' | 'alerts.setWebhook' | 'alerts.testWebhook' | 'alerts.settleRefused'> {
  const { webhook } = deps;
  return {
    'alerts.webhook': async () => succeed(webhook.status()),
    'alerts.setWebhook': async (input) => setWebhook(deps, input),
    'alerts.settleRefused': async ({ act }) => settleRefused(deps, act),
    'alerts.testWebhook': (_input, signal) => {
      const { host } = webhook.status();
      if (host === null) return Promise.resolve(noAddress());
      const note = { action: 'alerts.testWebhook', subject: null, params: { host } };
      return runAudited(deps, note, async () => succeed(await webhook.test(signal)));
    },
  };
}

function setWebhook(
  { webhook, audit }: WebhookProceduresDeps,
  input: ProcedureInput<'alerts.setWebhook'>,
): Outcome<WebhookStatus> {
  const { isOn, format, minSeverity } = input;
  const address = input.url === null ? null : readWebhookAddress(input.url);
  if (address !== null && !address.ok) return address;
  const kept = webhook.status().host;
  const host = address === null ? kept : address.value.host;
  if (isOn && host === null) return noAddress();
  const url = address === null ? {} : { url: address.value.href };
  const changed = webhook.change({ isOn, format, minSeverity, ...url }, (givenUpCount) => {
    const params = { isOn, host, format, minSeverity, givenUpCount };
    audit.append({ action: 'alerts.setWebhook', subject: null, params });
  });
  return changed.ok ? succeed(webhook.status()) : changed;
}

function settleRefused(
  { webhook, audit }: WebhookProceduresDeps,
  act: ProcedureInput<'alerts.settleRefused'>['act'],
): Outcome<WebhookStatus> {
  const settled = webhook.settleRefused(act, (count) => {
    audit.append({ action: 'alerts.settleRefused', subject: null, params: { act, count } });
  });
  return settled.ok ? succeed(webhook.status()) : settled;
}

function noAddress(): { ok: false; error: ReturnType<typeof fail>['error'] } {
  return fail('invalid-input', 'no webhook address is set', { field: 'url', rule: 'missing' });
}
