import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { z } from 'zod';

/** One request that arrived whole. */
export interface Received {
  readonly eventId: string;
  readonly body: string;
  readonly at: number;
  /** A success reply was sent for it, to its end. */
  isReplied: boolean;
  /** It was taken whole, and the connection dropped instead of a reply. */
  isDropped: boolean;
}

/**
 * How the receiver treats a request: replies well, never replies, replies with an error, or takes it and drops the
 * connection before the reply.
 */
export type ReceiverMood =
  | { readonly kind: 'well'; readonly body?: string }
  | { readonly kind: 'hanging' }
  | { readonly kind: 'failing'; readonly status: number; readonly retryAfter?: string }
  | { readonly kind: 'dropping' };

const eventIdSchema = z.string();

/** A real HTTP server in the place of a team chat; it can be taken down and brought back on the same port. */
export class WebhookReceiver {
  readonly received: Received[] = [];
  mood: ReceiverMood = { kind: 'well' };
  /** Told of each request that arrived, before it is treated. */
  onRequest: () => void = () => undefined;
  port = 0;
  #server: Server | null = null;
  readonly #sockets = new Set<Socket>();

  get url(): string {
    return `http://127.0.0.1:${this.port}/hook?token=verysecret`;
  }

  /** Listens; on the port of before when it listened already. */
  async open(): Promise<void> {
    const server = createServer((request, response) => void this.#take(request, response));
    server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    const address = server.address();
    this.port = typeof address === 'object' && address !== null ? address.port : 0;
    this.#server = server;
  }

  /** Nobody listens any more: connections are refused. */
  async close(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    for (const socket of this.#sockets) socket.destroy();
    if (server !== null) await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  isWell(): boolean {
    return this.mood.kind === 'well';
  }

  /** Ids in the order in which a success reply was sent for them. */
  delivered(): string[] {
    return this.received.filter(({ isReplied }) => isReplied).map(({ eventId }) => eventId);
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const part of request) body += String(part);
    const eventId = eventIdSchema.parse(request.headers['idempotency-key']);
    const entry: Received = { eventId, body, at: Date.now(), isReplied: false, isDropped: false };
    this.received.push(entry);
    this.onRequest();
    this.#treat(entry, response);
  }

  #treat(entry: Received, response: ServerResponse): void {
    const { mood } = this;
    switch (mood.kind) {
      case 'well':
        response.on('finish', () => (entry.isReplied = true));
        response.end(mood.body ?? 'ok');
        return;
      case 'hanging':
        return;
      case 'failing':
        if (mood.retryAfter !== undefined) response.setHeader('Retry-After', mood.retryAfter);
        response.statusCode = mood.status;
        response.end('no');
        return;
      case 'dropping':
        entry.isDropped = true;
        response.socket?.destroy();
    }
  }
}
