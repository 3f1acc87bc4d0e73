import { createServer, type Socket } from 'node:net';
import { freePort } from '../free-port.ts';

export interface StrangeServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Something on adb's port that is no adb: `web` answers as a web server does, `mute` takes calls and says nothing. */
export async function openStrangeServer(kind: 'web' | 'mute'): Promise<StrangeServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    if (kind === 'web') socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'));
  });
  const port = await freePort();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1' }, resolve);
  });
  return {
    port,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
