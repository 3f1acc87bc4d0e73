import { createServer } from 'node:net';

/**
 * Ports of a virtual desk lie below the range from which operating systems give ports to outgoing connections, so
 * that a phone finds its own port free after a while unplugged, and far from 5037 and from 5554–5585, where adb
 * looks for emulators by itself.
 */
export const portRange = { first: 20_000, last: 31_999 } as const;

/** A place in the range by chance, so that desks started at the same time rarely try the same ports. */
export function pickFirstPort(random: () => number): number {
  return portRange.first + Math.floor(random() * (portRange.last - portRange.first));
}

/** The port after `port`, from the start again at the end of the range. */
export function nextPort(port: number): number {
  return port >= portRange.last ? portRange.first : port + 1;
}

/** The first port from `start` on which nothing listens on 127.0.0.1; rejects when the whole range is taken. */
export async function findFreePort(start: number): Promise<number> {
  let port = start;
  for (let tried = portRange.first; tried <= portRange.last; tried++, port = nextPort(port)) {
    if (await isPortFree(port)) return port;
  }
  throw new Error('no free port for the virtual desk');
}

/** Whether nothing listens on that port of 127.0.0.1 now. */
export function isPortFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1' }, () => server.close(() => resolve(true)));
  });
}
