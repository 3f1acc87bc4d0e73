import type { Clock } from '../../../runtime/clock.ts';
import type { Language } from '../alert-words.ts';
import type { WebhookConfig } from './outbox-store.ts';
import { shapeBody, type WebhookMessage } from './webhook-message.ts';
import { postMessage } from './webhook-post.ts';
import { judgeReply, type ReplyVerdict } from './webhook-reply.ts';

/** How long a receiver may take for its whole reply. */
export const replyTimeoutMs = 10_000;

export interface SendOptions {
  readonly to: Pick<WebhookConfig, 'url' | 'format'>;
  readonly language: Language;
  /** The machine's. */
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** One try at one message. Never rejects. */
export async function sendMessage(
  message: WebhookMessage,
  { to: { url, format }, language, clock, signal }: SendOptions,
): Promise<ReplyVerdict> {
  if (url === null) return judgeReply({ isAnswered: false, code: 'unknown-host' }, format, clock.now());
  const body = shapeBody(message, format, language);
  const { eventId } = message;
  const result = await postMessage({ url: new URL(url), body, eventId, timeoutMs: replyTimeoutMs, clock, signal });
  return judgeReply(result, format, clock.now());
}
