import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { AdbServer } from '../../../electron/adb/adb-server.ts';
import { isServerRunning, startServer } from '../../../electron/adb/server-start.ts';
import { createSystemClock } from '../../../electron/runtime/clock.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { findFreePort, pickFirstPort } from '../../../simulator/desk/free-port.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { ScriptedServer, framed } from '../../unit/adb/scripted-server.ts';
import { codeOf, requireAdb } from './desk-of-tiny-phones.ts';

const clock = createSystemClock();
const stops: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

async function freePort(): Promise<number> {
  return findFreePort(pickFirstPort(Math.random));
}

/** A private home and no USB: the server of a test sees nobody's phones and nobody's keys. */
function privateEnv(): Record<string, string | undefined> {
  const home = makeTempFolder();
  return { ...process.env, HOME: home, ANDROID_SDK_HOME: home, ADB_USB: '0', ADB_EMU: '0', ADB_MDNS: '0' };
}

function stopServerAt(port: number): void {
  const server = new AdbServer({ address: '127.0.0.1', port, logger: silentLogger, clock });
  stops.push(() => server.kill({ timeoutMs: 5_000 }));
}

describe('startServer', () => {
  it('starts a server where there is none, and leaves one alone that runs already', async () => {
    const port = await freePort();
    const program = await requireAdb();
    expect(await isServerRunning(port, clock)).toBe(false);
    stopServerAt(port);
    expect(await startServer(program, { port, env: privateEnv(), clock })).toEqual({ ok: true, value: null });
    expect(await isServerRunning(port, clock)).toBe(true);
    const missing = { ...program, path: '/nonexistent/adb' };
    expect(await startServer(missing, { port, env: {}, clock })).toEqual({ ok: true, value: null });
  });

  it('says adb-version-clash instead of letting the program kill a server of another version', async () => {
    const other = await ScriptedServer.listen(() => ({ bytes: `OKAY${framed('0020')}` }));
    stops.push(() => other.stop());
    const started = await startServer(await requireAdb(), { port: other.port, env: privateEnv(), clock });
    expect(started).toMatchObject({ error: { code: 'adb-version-clash', detail: { serverVersion: 32 } } });
    expect(other.requests).toEqual(['host:version']);
  });

  it('says adb-port-taken when another program has the port', async () => {
    const other = createServer((socket) =>
      socket
        .on('error', () => undefined)
        .resume()
        .end('220 mail ready\r\n'),
    );
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    stops.push(() => new Promise((resolve) => other.close(resolve)));
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    expect(codeOf(await startServer(await requireAdb(), { port, env: privateEnv(), clock }))).toBe('adb-port-taken');
  });

  it('says adb-server-start-failed, with its words, when the program does not start one', async () => {
    const program = { path: '/bin/false', version: '1.0.41', serverVersion: 41 };
    const started = await startServer(program, { port: await freePort(), env: {}, clock });
    expect(codeOf(started)).toBe('adb-server-start-failed');
  });
});
