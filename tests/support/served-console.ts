import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoHostId, localHostId } from '../../electron/devices/hosts/host-record.ts';
import { openDemoConsole } from './demo-console.ts';
import { openTestConsole, type TestConsole } from './services.ts';
import { openVirtualDesk } from './virtual-desk.ts';

/** A console all of whose phones hang on one adb server, and the server's true state. */
export interface ServedConsole {
  readonly console: TestConsole;
  /** The host of the phones, as the console knows it. */
  readonly hostId: string;
  killServer(): Promise<void>;
  isServerUp(): Promise<boolean>;
  close(): Promise<void>;
}

/** The phones are on the demo host: the console starts the virtual desk and its server. */
export async function openOnDemoHost(count: number): Promise<ServedConsole> {
  const running = await openDemoConsole({ phones: count });
  const { desk } = running;
  return {
    console: running.console,
    hostId: demoHostId,
    killServer: () => desk.killAdbServer(),
    isServerUp: async () => (await desk.truth()).isAdbServerRunning,
    close: () => running.close(),
  };
}

/** The phones are on this machine's server, which was running before the console, as an operator's is. */
export async function openOnThisMachine(count: number): Promise<ServedConsole> {
  const folder = mkdtempSync(join(tmpdir(), 'jiqun-served-'));
  const { desk, close: closeDesk } = await openVirtualDesk({ count, seed: 4 });
  const opened = await openTestConsole({
    dataFolder: join(folder, 'data'),
    localAdbPort: desk.adbPort,
    isLocalServerStarted: true,
    stopsOwnAdbServer: true,
  });
  if (!opened.ok) {
    await closeDesk();
    throw new Error(`${opened.error.code}: ${opened.error.message}`);
  }
  return {
    console: opened.value,
    hostId: localHostId,
    killServer: () => desk.killAdbServer(),
    isServerUp: () => isListening(desk.adbPort),
    close: async () => {
      await opened.value.services.dispose();
      await closeDesk();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Asked of the port and not of the desk: the console may start a server of its own there. */
function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const answer = (isThere: boolean): void => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
  });
}
