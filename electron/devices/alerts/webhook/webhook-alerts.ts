import { webhookStuckAfterMs } from '../../../contract/webhook.ts';
import type { Clock } from '../../../runtime/clock.ts';
import type { AlertSource } from '../alert-source.ts';
import { fine, trouble, type Verdict } from '../finding.ts';
import type { Webhook } from './webhook.ts';

export interface WebhookAlertsDeps {
  readonly webhook: Pick<Webhook, 'status' | 'subscribe'>;
  /** The desk's time, in which messages are as old as they are. */
  readonly clock: Clock;
  /** In which it is looked again: a message grows old although nothing happens. */
  readonly machineClock: Clock;
}

const lookAgainMs = 60_000;

/** Tells the operator when nothing gets out, or messages were refused: the only alert that the webhook itself never sends. */
export function createWebhookAlerts({ webhook, clock, machineClock }: WebhookAlertsDeps): AlertSource {
  return {
    kinds: ['webhook-stuck'],
    findings: () => [{ kind: 'webhook-stuck', subject: { type: 'desk' }, verdict: judge(webhook, clock.now()) }],
    subscribe: (listener) => {
      const stop = webhook.subscribe(listener);
      let cancel: (() => void) | null = null;
      const plan = (): void => {
        cancel = machineClock.after(lookAgainMs, () => {
          listener();
          plan();
        });
      };
      plan();
      return () => {
        stop();
        cancel?.();
      };
    },
  };
}

function judge(webhook: Pick<Webhook, 'status'>, now: number): Verdict<'webhook-stuck'> {
  const { isOn, waitingCount, waitingSinceAt, refusedCount } = webhook.status();
  // What waited was given up: that is no recovery.
  if (!isOn) return { is: 'unwatched', ending: 'webhook-off' };
  if (waitingSinceAt !== null && now - waitingSinceAt >= webhookStuckAfterMs) {
    return trouble('bad', 'waiting', { count: waitingCount, minutes: webhookStuckAfterMs / 60_000 });
  }
  return refusedCount === 0 ? fine : trouble('warn', 'refused', { count: refusedCount });
}
