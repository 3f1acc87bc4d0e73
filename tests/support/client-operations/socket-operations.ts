import assert from 'node:assert/strict';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { always, type Operation } from './operation.ts';
import { TextWatch } from './text-watch.ts';

/** The socket on which test phones echo what they get. */
export const echoSocket = 'tcp:7';
const reverseSocket = 'tcp:9000';

/** Sockets both ways, and the services that no phone has. */
export const socketOperations: readonly Operation[] = [
  {
    id: 'a socket on the phone answers',
    isOffered: (client) => client.exchange !== undefined,
    run: async ({ client }) => assert.equal(await client.exchange?.(echoSocket, 'ping 群'), 'ping 群'),
  },
  {
    id: 'forward to a socket on the phone',
    isOffered: (client) => client.forward !== undefined,
    run: async ({ client }) => {
      const port = (await client.forward?.(echoSocket)) ?? 0;
      assert.equal(await talkTo(port, 'through the forward'), 'through the forward');
      const rows = (await client.listForwards?.()) ?? [];
      assert.ok(
        rows.some((row) => row.includes(`tcp:${port} ${echoSocket}`)),
        `not listed: ${rows.join()}`,
      );
    },
  },
  {
    id: 'reverse from a socket on the phone',
    isOffered: always,
    run: async ({ client, phone }) => {
      const server = createServer((socket) => void socket.pipe(socket));
      await new Promise<void>((resolve) => server.listen({ port: 0, host: '127.0.0.1' }, resolve));
      try {
        await client.reverse(reverseSocket, portOf(server.address()));
        const rows = await client.listReverses();
        assert.ok(
          rows.some((row) => row.includes(reverseSocket)),
          `not listed: ${rows.join()}`,
        );
        const socket = await phone.connectInside(reverseSocket);
        assert.ok(socket !== null, 'nothing listens on the phone');
        const watch = new TextWatch();
        socket.on('data', (chunk: Buffer) => watch.add(chunk));
        socket.write('from the phone');
        assert.equal(await watch.waitFor((text) => text.length >= 14), 'from the phone');
        socket.destroy();
      } finally {
        server.close();
      }
    },
  },
  {
    id: 'reverse removed',
    isOffered: (client) => client.removeReverse !== undefined,
    run: async ({ client, phone }) => {
      await client.reverse(reverseSocket, 1);
      await client.removeReverse?.(reverseSocket);
      assert.deepEqual(
        (await client.listReverses()).filter((row) => row.includes(reverseSocket)),
        [],
      );
      assert.equal(await phone.connectInside(reverseSocket), null);
    },
  },
  {
    id: 'an unknown service is refused',
    isOffered: always,
    run: async ({ client }) => assert.match(await client.openUnknown(), /closed|open failed|FAIL/i),
  },
];

function talkTo(port: number, message: string): Promise<string> {
  const watch = new TextWatch();
  const socket: Socket = connect({ port, host: '127.0.0.1' }, () => socket.write(message));
  socket.on('data', (chunk: Buffer) => watch.add(chunk));
  socket.on('close', () => watch.end());
  socket.on('error', () => socket.destroy()); // `close` follows and ends the watch.
  return watch.waitFor((text) => text.length >= message.length).finally(() => socket.destroy());
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the listener has no port');
  return address.port;
}
