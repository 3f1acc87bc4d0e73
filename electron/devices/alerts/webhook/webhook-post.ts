import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { WebhookFailure } from '../../../contract/webhook.ts';
import type { Clock } from '../../../runtime/clock.ts';

/** What one delivery came to. Only a reply that was read to its end is one. */
export type PostResult =
  | { readonly isAnswered: true; readonly status: number; readonly body: string; readonly retryAfter: string | null }
  | { readonly isAnswered: false; readonly code: WebhookFailure['code'] };

export interface PostOptions {
  readonly url: URL;
  readonly body: string;
  /** The same for every try at one message, so that a receiver can tell a repetition. */
  readonly eventId: string;
  readonly timeoutMs: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

const replyMaxBytes = 64 * 1024;

/**
 * Sends one POST on a connection of its own and reads the reply; follows no redirect. Never rejects; an abort is
 * `connection-lost`.
 */
export function postMessage(options: PostOptions): Promise<PostResult> {
  const { url, body, eventId, timeoutMs, clock, signal } = options;
  if (signal.aborted) return Promise.resolve({ isAnswered: false, code: 'connection-lost' });
  return new Promise((resolve) => {
    const send = url.protocol === 'https:' ? requestHttps : requestHttp;
    const headers = {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Length': Buffer.byteLength(body),
      'Idempotency-Key': eventId,
      'User-Agent': 'Jiqun',
    };
    const request = send(url, { method: 'POST', headers, agent: false });
    const finish = (result: PostResult): void => {
      cancelTimer();
      signal.removeEventListener('abort', onAbort);
      request.destroy();
      resolve(result);
    };
    const lose = (code: WebhookFailure['code']): void => finish({ isAnswered: false, code });
    const onAbort = (): void => lose('connection-lost');
    const cancelTimer = clock.after(timeoutMs, () => lose('timeout'));
    signal.addEventListener('abort', onAbort, { once: true });
    request.on('error', (failure) => lose(codeOf(failure)));
    request.on('response', (reply) => readReply(reply, finish, lose));
    request.end(body);
  });
}

function readReply(
  reply: IncomingMessage,
  finish: (result: PostResult) => void,
  lose: (code: WebhookFailure['code']) => void,
): void {
  const parts: Buffer[] = [];
  let length = 0;
  reply.on('data', (part: Buffer) => {
    length += part.length;
    if (length <= replyMaxBytes) parts.push(part);
    else lose('not-understood');
  });
  reply.on('error', () => lose('connection-lost'));
  reply.on('close', () => lose('connection-lost'));
  reply.on('end', () => {
    if (!reply.complete) return lose('connection-lost');
    const retryAfter = reply.headers['retry-after'] ?? null;
    finish({
      isAnswered: true,
      status: reply.statusCode ?? 0,
      body: Buffer.concat(parts).toString('utf8'),
      retryAfter,
    });
  });
}

function codeOf(failure: Error): WebhookFailure['code'] {
  const code = 'code' in failure ? String(failure.code) : '';
  switch (code) {
    case 'ECONNREFUSED':
      return 'connection-refused';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'unknown-host';
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ETIMEDOUT':
      return 'unreachable';
    default:
      return /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO/u.test(code) ? 'tls-failed' : 'connection-lost';
  }
}
