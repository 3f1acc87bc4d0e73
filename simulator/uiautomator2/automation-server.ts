import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Duplex, duplexPair } from 'node:stream';
import type { AutomatedPhone } from './automated-phone.ts';
import { type CommandCall, isRecord, type ServerVersion } from './command.ts';
import { readCapabilities } from './commands/session-commands.ts';
import { findRoute } from './route-table.ts';
import { Session } from './session.ts';
import { WebDriverError } from './web-driver-error.ts';

/** Port inside the phone (`ServerConfig` of the real server). */
export const automationSocket = 'tcp:6790';
/** The response to the end of a session is out by then (the real server waits 15 ms as well). */
const endDelayMs = 15;
const largestBody = 4 * 1024 * 1024;

export interface AutomationServerOptions {
  readonly phone: AutomatedPhone;
  readonly version: ServerVersion;
  /** The client ended its session: the instrumentation is done. */
  readonly onFinished: () => void;
}

/** The HTTP server of UiAutomator2 as it runs inside the phone: one session, one client's view of the screen. */
export class AutomationServer {
  readonly #options: AutomationServerOptions;
  readonly #http = createServer({ keepAlive: true }, (request, response) => void this.#serve(request, response));
  readonly #open = new Set<Duplex>();
  #session: Session | null = null;

  constructor(options: AutomationServerOptions) {
    this.#options = options;
    this.#http.keepAliveTimeout = 0;
  }

  /** One connection to the server's port. */
  connect(): Duplex {
    const [outside, inside] = duplexPair();
    this.#open.add(inside);
    inside.once('close', () => {
      this.#open.delete(inside);
      outside.destroy();
    });
    outside.once('close', () => inside.destroy());
    this.#http.emit('connection', inside);
    return outside;
  }

  /** The process ends: every connection breaks. */
  stop(): void {
    this.#session = null;
    for (const stream of this.#open) stream.destroy();
    this.#http.close();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { status, body } = await this.#answer(request);
    if (response.destroyed) return;
    response.writeHead(status, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
    });
    // As text, head and body leave in one piece: two would wait for each other's acknowledgement on the way.
    response.end(body);
  }

  async #answer(request: IncomingMessage): Promise<{ status: number; body: string }> {
    const path = (request.url ?? '').split('?')[0] ?? '';
    const sessionId = this.#session?.id ?? null;
    try {
      const value = await this.#run(request.method ?? 'GET', path, await readBody(request));
      return { status: 200, body: JSON.stringify({ sessionId: this.#session?.id ?? sessionId ?? 'None', value }) };
    } catch (failure) {
      if (failure === notFound) return { status: 404, body: '' };
      const refusal =
        failure instanceof WebDriverError ? failure : new WebDriverError('unknown error', String(failure));
      const value = { error: refusal.code, message: refusal.message, stacktrace: refusal.stack ?? '' };
      return { status: refusal.status, body: JSON.stringify({ sessionId, value }) };
    }
  }

  #run(method: string, path: string, body: CommandCall['body']): unknown {
    const { phone, version } = this.#options;
    if (method === 'GET' && path === '/status') return this.#describe();
    if (method === 'GET' && path === '/sessions') return this.#listSessions();
    if (method === 'POST' && path === '/session') return this.#begin(body);
    if (method === 'DELETE' && /^\/session\/[^/]+$/u.test(path)) return this.#end(path.slice('/session/'.length));
    const route = findRoute(method, path);
    if (route === null) throw notFound;
    const session = this.#session;
    if (session === null)
      throw new WebDriverError('invalid session id', 'A session is either terminated or not started');
    return route.command({ phone, version, session, parameters: route.parameters, body });
  }

  #describe(): unknown {
    const { name, code } = this.#options.version;
    return {
      ready: true,
      message: 'UiAutomator2 Server is ready to accept commands',
      build: { version: name, versionCode: code },
    };
  }

  #listSessions(): unknown {
    return this.#session === null ? [] : [{ id: this.#session.id, capabilities: this.#session.capabilities }];
  }

  #begin(body: CommandCall['body']): unknown {
    const capabilities = readCapabilities(body);
    this.#session = new Session(this.#session?.id ?? randomUUID(), capabilities);
    return { capabilities, sessionId: this.#session.id };
  }

  #end(id: string): null {
    if (this.#session?.id !== id) throw new WebDriverError('invalid session id', `The session ${id} cannot be found`);
    this.#session = null;
    this.#options.phone.clock.after(endDelayMs, () => this.#options.onFinished());
    return null;
  }
}

/** A path that the server has no handler for is answered with a bare 404. */
const notFound = new Error('not found');

async function readBody(request: IncomingMessage): Promise<CommandCall['body']> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    size += chunk.length;
    if (size > largestBody) throw new WebDriverError('invalid argument', 'the body is too large');
    chunks.push(chunk);
  }
  if (size === 0) return {};
  try {
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    return isRecord(body) ? body : {};
  } catch {
    throw new WebDriverError('invalid argument', 'the body is no JSON');
  }
}
