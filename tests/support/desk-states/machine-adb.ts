import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OwnAdbServer } from '../../../simulator/desk/own-adb-server.ts';
import { findAdbProgram } from '../adb-program.ts';
import { freePort } from '../free-port.ts';

/** An adb server that plays the one of this machine, with no phone on it. */
export interface MachineAdb {
  readonly port: number;
  readonly server: OwnAdbServer;
  close(): Promise<void>;
}

/** @param isRunning false leaves the port without a server, until `server.start()` */
export async function openMachineAdb(isRunning = true): Promise<MachineAdb> {
  const stateFolder = mkdtempSync(join(tmpdir(), 'jiqun-adb-'));
  const port = await freePort();
  const server = new OwnAdbServer({ adbPath: findAdbProgram(), port, stateFolder });
  if (isRunning) await server.start();
  return {
    port,
    server,
    close: async () => {
      await server.kill();
      rmSync(stateFolder, { recursive: true, force: true });
    },
  };
}
