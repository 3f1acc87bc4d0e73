import { createServer, type Server } from 'node:net';

const operatorsPort = 5037;

/**
 * Holds the operator's adb port while a suite runs: whatever opens it, a client or a server, is caught, and the suite
 * fails. Where an adb server already runs there, the port is left alone and the check says that it could not be made.
 */
export async function setup(): Promise<() => Promise<void>> {
  let openedCount = 0;
  const tripwire = createServer((socket) => {
    openedCount += 1;
    socket.destroy();
  });
  if (!(await listen(tripwire))) {
    process.stderr.write(`port ${operatorsPort} is in use: whether tests open it is not checked this time\n`);
    return () => Promise.resolve();
  }
  return async () => {
    await new Promise((resolve) => tripwire.close(resolve));
    if (openedCount > 0) throw new Error(`tests opened the operator's adb port ${operatorsPort} ${openedCount} times`);
  };
}

function listen(server: Server): Promise<boolean> {
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(operatorsPort, '127.0.0.1', () => resolve(true));
  });
}
