import { connect, createServer, type Server, type Socket } from 'node:net';
import { rewriteList, toRealRequest, type ListRules } from './list-rules.ts';
import { CountedReader, encodeCounted } from './request-reader.ts';

const lists = new Map([
  ['host:devices', false],
  ['host:devices-l', true],
  ['host:track-devices', false],
  ['host:track-devices-l', true],
]);

/**
 * Stands in front of a real adb server and changes what it says about which phones there are: serials, port paths,
 * states, its version. Everything else goes through untouched, addressing by transport id above all.
 */
export class ListProxy {
  readonly #adbPort: number;
  #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #watchers = new Set<() => void>();
  #rules: ListRules;
  #portWhenDown = 0;

  constructor(adbPort: number, rules: ListRules) {
    this.#adbPort = adbPort;
    this.#rules = rules;
    this.#server = this.#createServer();
  }

  /** Port on 127.0.0.1, once `listen` has resolved. */
  get port(): number {
    const address = this.#server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  listen(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen({ port, host: '127.0.0.1' }, resolve);
    });
  }

  /** Changes the rules; those who track the list get it afresh at once. */
  setRules(rules: ListRules): void {
    this.#rules = rules;
    for (const sendAgain of this.#watchers) sendAgain();
  }

  /** Looks like an adb server that was ended: every connection breaks and the port is closed. */
  async goDown(): Promise<void> {
    const { port } = this;
    await this.close();
    this.#server = this.#createServer();
    this.#portWhenDown = port;
  }

  /** Is there again on the same port. */
  comeUp(): Promise<void> {
    return this.listen(this.#portWhenDown);
  }

  close(): Promise<void> {
    if (!this.#server.listening) return Promise.resolve();
    for (const socket of this.#sockets) socket.destroy();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  #createServer(): Server {
    return createServer({ noDelay: true }, (client) => this.#serve(this.#keep(client)));
  }

  #keep(socket: Socket): Socket {
    this.#sockets.add(socket);
    socket.on('error', () => socket.destroy()); // Either side may vanish; `close` ends its partner too.
    socket.on('close', () => this.#sockets.delete(socket));
    return socket;
  }

  #serve(client: Socket): void {
    const reader = new CountedReader();
    const onData = (chunk: Buffer): void => {
      reader.push(chunk);
      const service = reader.takeString();
      if (service === null) return;
      client.off('data', onData);
      client.pause();
      if (typeof service !== 'string') client.destroy();
      else this.#answer(client, service, reader.takeRest());
    };
    client.on('data', onData);
  }

  #answer(client: Socket, service: string, rest: Buffer): void {
    const { version, rows, keepsTransports } = this.#rules;
    if (service === 'host:version' && version !== undefined) {
      return void client.end(Buffer.concat([okay, encodeCounted(version.toString(16).padStart(4, '0'))]));
    }
    if (keepsTransports === true && reconnectService.test(service)) {
      return void client.end(Buffer.concat([okay, encodeCounted('reconnecting')]));
    }
    const isLong = lists.get(service);
    if (isLong !== undefined) return this.#passList(client, service, isLong);
    const request = toRealRequest(service, rows);
    if (request.kind === 'refused') return void client.end(Buffer.concat([fail, encodeCounted(request.reason)]));
    const upstream = this.#dial(client);
    upstream.write(Buffer.concat([encodeCounted(request.service), rest]));
    client.pipe(upstream);
    upstream.pipe(client);
  }

  #passList(client: Socket, service: string, isLong: boolean): void {
    const upstream = this.#dial(client);
    const reader = new CountedReader(4);
    let last: string | null = null;
    const send = (): void => {
      if (last !== null) client.write(encodeCounted(rewriteList(last, this.#rules, isLong)));
    };
    upstream.on('data', (chunk: Buffer) => {
      reader.push(chunk);
      const head = reader.takeHead();
      if (head !== null) client.write(head);
      for (let text = reader.takeString(); typeof text === 'string'; text = reader.takeString()) {
        last = text;
        send();
      }
    });
    upstream.on('end', () => client.end());
    if (service.startsWith('host:track')) {
      this.#watchers.add(send);
      client.on('close', () => this.#watchers.delete(send));
    }
    client.resume();
    upstream.write(encodeCounted(service));
  }

  #dial(client: Socket): Socket {
    const upstream = this.#keep(connect({ port: this.#adbPort, host: '127.0.0.1', noDelay: true }));
    upstream.on('close', () => client.destroy());
    client.on('close', () => upstream.destroy());
    return upstream;
  }
}

const reconnectService = /^host-transport-id:\d+:reconnect$/;
const okay = Buffer.from('OKAY');
const fail = Buffer.from('FAIL');
