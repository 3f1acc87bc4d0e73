import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { faultSpecSchema } from '../faults/fault-spec.ts';
import { scenarioNames } from '../faults/scenario.ts';
import { describeWorld, deedRequest } from './world-report.ts';
import type { VirtualDesk } from '../virtual-desk.ts';

export interface ControlApiOptions {
  readonly desk: VirtualDesk;
  /** What callers must send as `Authorization: Bearer TOKEN`. */
  readonly token: string;
  /** `POST /stop` was asked for; the answer is out by then. */
  readonly onStop: () => void;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

type Handler = (body: unknown, desk: VirtualDesk) => unknown;

const largestBody = 64 * 1024;

const phoneNumber = z.number().int().min(1);
const faultRequest = z.looseObject({ phone: phoneNumber });
const clearRequest = z.strictObject({ phone: phoneNumber.optional(), id: z.number().int().optional() });
const serverRequest = z.strictObject({ action: z.enum(['start', 'kill']) });
const connectRequest = z.strictObject({});
const acceptRequest = z.strictObject({ phone: phoneNumber, remember: z.boolean().default(true) });
const scenarioRequest = z.strictObject({ name: z.enum(scenarioNames).nullable() });

const gets: Readonly<Record<string, (desk: VirtualDesk, query: URLSearchParams) => unknown>> = {
  '/state': describeDesk,
  '/world': ({ world }) => describeWorld(world),
  '/acts': ({ world }, query) => world.acts.read(Number(query.get('after') ?? 0)),
};

const posts: Readonly<Record<string, Handler>> = {
  '/faults': async (body, desk) => {
    const { phone, ...spec } = faultRequest.parse(body);
    const started = desk.phone(phone).startFault(faultSpecSchema.parse(spec));
    await desk.phone(phone).whenPortReached();
    return started;
  },
  '/faults/clear': async (body, desk) => {
    const { phone, id } = clearRequest.parse(body);
    const cleared = phone === undefined ? desk.phones : [desk.phone(phone)];
    for (const each of cleared) each.clearFaults(id);
    await Promise.all(cleared.map((each) => each.whenPortReached()));
    return null;
  },
  '/accept': (body, desk) => {
    const { phone, remember } = acceptRequest.parse(body);
    desk.phone(phone).acceptDebugging({ remember });
    return null;
  },
  '/deeds': (body, desk) => {
    const { accountId, ...deed } = deedRequest.parse(body);
    return { refusal: desk.perform(deed, accountId) };
  },
  '/scenario': (body, desk) => {
    desk.setScenario(scenarioRequest.parse(body).name);
    return null;
  },
  '/connect': (body, desk) => {
    connectRequest.parse(body);
    return desk.connectPhones().then(() => null);
  },
  '/adb-server': (body, desk) => {
    const { action } = serverRequest.parse(body);
    return (action === 'start' ? desk.startAdbServer() : desk.killAdbServer()).then(() => null);
  },
};

/**
 * The JSON control of a virtual desk on a loopback port: `GET /state`, `/world`, `/acts?after=SEQ`, and `POST /faults`,
 * `/faults/clear`, `/accept`, `/deeds`, `/scenario`, `/connect`, `/adb-server`, `/stop`. A fault is answered once its port is open or closed. Refusals are `{error}` with 400, 401, 404, 405 or 413.
 */
export class ControlApi {
  readonly #options: ControlApiOptions;
  readonly #server: Server;

  constructor(options: ControlApiOptions) {
    this.#options = options;
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  /** Listens on 127.0.0.1 and resolves with the port. */
  listen(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen({ port: 0, host: '127.0.0.1' }, () => {
        const address = this.#server.address();
        if (address === null || typeof address === 'string') reject(new Error('the control port has no number'));
        else resolve(address.port);
      });
    });
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { status, body } = await this.#answer(request);
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
    response.end(`${JSON.stringify(body)}\n`);
    if (status === 202) response.once('close', this.#options.onStop);
  }

  async #answer(request: IncomingMessage): Promise<Answer> {
    if (!this.#isAllowed(request)) return refuse(401, 'a valid token is needed');
    const [path = '', query = ''] = (request.url ?? '').split('?');
    const show = Object.hasOwn(gets, path) ? gets[path] : undefined;
    if (request.method === 'GET' && show !== undefined) {
      return { status: 200, body: show(this.#options.desk, new URLSearchParams(query)) };
    }
    if (request.method !== 'POST') return refuse(show === undefined ? 404 : 405, `nothing at ${path}`);
    if (path === '/stop') return { status: 202, body: null };
    const handler = Object.hasOwn(posts, path) ? posts[path] : undefined;
    if (handler === undefined) return refuse(404, `nothing at ${path}`);
    const text = await readBody(request);
    return text === null ? refuse(413, 'the request is too large') : this.#handle(handler, text);
  }

  async #handle(handler: Handler, text: string): Promise<Answer> {
    try {
      const body: unknown = text === '' ? {} : JSON.parse(text);
      return { status: 200, body: (await handler(body, this.#options.desk)) ?? null };
    } catch (failure) {
      if (failure instanceof z.ZodError) return refuse(400, z.prettifyError(failure));
      return refuse(400, failure instanceof Error ? failure.message : 'unknown');
    }
  }

  #isAllowed(request: IncomingMessage): boolean {
    const given = Buffer.from(request.headers.authorization ?? '');
    const wanted = Buffer.from(`Bearer ${this.#options.token}`);
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  }
}

function describeDesk(desk: VirtualDesk): unknown {
  return {
    adbPort: desk.adbPort,
    isAdbServerRunning: desk.isAdbServerRunning,
    scenario: desk.scenario,
    faultCounts: desk.faultCounts,
    phones: desk.truth(),
  };
}

function refuse(status: number, error: string): Answer {
  return { status, body: { error } };
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    size += chunk.length;
    if (size > largestBody) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
