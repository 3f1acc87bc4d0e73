import { onTestFinished } from 'vitest';
import { OwnAdbServer } from '../../simulator/desk/own-adb-server.ts';
import { findAdbProgram } from './adb-program.ts';
import { freePort } from './free-port.ts';
import { makeTempFolder } from './temp-folder.ts';

/** A private adb server with no phones, ended after the running test. */
export async function startAdbServer(): Promise<OwnAdbServer> {
  const server = new OwnAdbServer({ adbPath: findAdbProgram(), port: await freePort(), stateFolder: makeTempFolder() });
  onTestFinished(() => server.kill());
  await server.start();
  return server;
}
