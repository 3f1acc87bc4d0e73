import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import type { Clock } from '../../runtime/clock.ts';
import { readAnswer } from './server-answers.ts';
import { StreamAgent, StreamRefused } from './stream-agent.ts';

export interface ServerClientDeps {
  /** Opens one stream to the server's port inside the phone. */
  readonly openStream: () => Promise<Outcome<Duplex>>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** A base64 picture of the largest screen is below this. */
const largestAnswer = 48 * 1024 * 1024;

/**
 * Talks HTTP with a UiAutomator2 server through streams of the adb transport; no forward is left on the host. Every call
 * ends within its timeout, obeys the signal and never throws. When the server is gone the fault is `automation-gone`; its
 * detail `isSent` tells whether the request may have reached it.
 */
export class ServerClient {
  readonly #deps: ServerClientDeps;
  readonly #agent: StreamAgent;

  constructor(deps: ServerClientDeps) {
    this.#deps = deps;
    this.#agent = new StreamAgent(deps.openStream);
  }

  /** @returns the `value` of the server's answer */
  ask(method: 'GET' | 'POST' | 'DELETE', path: string, body: unknown, timeoutMs: number): Promise<Outcome<unknown>> {
    const { signal, clock } = this.#deps;
    if (signal.aborted) return Promise.resolve(fail('aborted', `${method} ${path}: aborted before it began`));
    const text = body === undefined ? null : JSON.stringify(body);
    return new Promise((resolve) => {
      const sent = request({ method, path, agent: this.#agent, headers: headersFor(text) });
      const cancels: (() => void)[] = [];
      const settle = (outcome: Outcome<unknown>): void => {
        for (const cancel of cancels) cancel();
        resolve(outcome);
        if (!outcome.ok) sent.destroy();
      };
      const abort = (): void => settle(fail('aborted', `${method} ${path}: aborted`));
      cancels.push(clock.after(timeoutMs, () => settle(gone(`no answer within ${timeoutMs} ms`, true))));
      signal.addEventListener('abort', abort, { once: true });
      cancels.push(() => signal.removeEventListener('abort', abort));
      listen(sent, settle);
      sent.end(text ?? undefined);
    });
  }

  /** Closes the streams that wait for the next call. */
  dispose(): void {
    this.#agent.destroy();
  }
}

function headersFor(text: string | null): Record<string, string | number> {
  if (text === null) return {};
  return { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text) };
}

function listen(sent: ClientRequest, settle: (outcome: Outcome<unknown>) => void): void {
  sent.on('error', (cause) => {
    if (cause instanceof StreamRefused) settle(refused(cause));
    else settle(gone(cause.message, true));
  });
  sent.on('response', (response) => collect(response, settle));
}

/** The phone closes a stream to a port on which nothing listens; other faults are those of the phone's link. */
function refused({ fault }: StreamRefused): Outcome<never> {
  const isPortClosed = fault.detail?.['reason'] === 'service-closed';
  return isPortClosed ? gone('nothing listens on the port of the server', false) : { ok: false, error: fault };
}

export function gone(message: string, isSent: boolean): Outcome<never> {
  return fail('automation-gone', `UiAutomator2 server: ${message}`, { isSent });
}

function collect(response: IncomingMessage, settle: (outcome: Outcome<unknown>) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  response.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > largestAnswer) settle(fail('output-too-large', 'the server sent too much', { maxBytes: largestAnswer }));
    else chunks.push(chunk);
  });
  response.on('aborted', () => settle(gone('the answer ended early', true)));
  response.on('error', (cause) => settle(gone(cause.message, true)));
  response.on('end', () => {
    const answer = readAnswer(response.statusCode ?? 0, Buffer.concat(chunks).toString('utf8'));
    settle(answer.ok ? succeed(answer.value) : answer);
  });
}
