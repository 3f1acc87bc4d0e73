import type { Socket } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { AdbServer } from '../../../electron/adb/adb-server.ts';
import type { DeviceRow } from '../../../electron/adb/device-row.ts';
import { DeviceTracker } from '../../../electron/adb/device-tracker.ts';
import type { Fault } from '../../../electron/contract/outcome.ts';
import { createSystemClock } from '../../../electron/runtime/clock.ts';
import type { Clock } from '../../../electron/runtime/clock.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { ScriptedServer, framed } from './scripted-server.ts';
import type { Script } from './scripted-server.ts';

const stops: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

interface Seen {
  readonly rows: (readonly DeviceRow[])[];
  readonly faults: Fault[];
  ups: number;
}

function track(server: AdbServer, clock: Clock, refreshIntervalMs = 60_000): { tracker: DeviceTracker; seen: Seen } {
  const seen: Seen = { rows: [], faults: [], ups: 0 };
  const tracker = new DeviceTracker({
    server,
    clock,
    logger: silentLogger,
    refreshIntervalMs,
    onRows: (rows) => void seen.rows.push(rows),
    onDown: (fault) => void seen.faults.push(fault),
    onUp: () => void (seen.ups += 1),
  });
  stops.push(() => tracker.dispose());
  tracker.start();
  return { tracker, seen };
}

async function serve(script: Script): Promise<ScriptedServer> {
  const server = await ScriptedServer.listen(script);
  stops.push(() => server.stop());
  return server;
}

const line = 'A1   device usb:1-1 transport_id:7\n';

describe('DeviceTracker', () => {
  it('gives every full list as it comes, the empty one too', async () => {
    const server = await serve(() => ({ bytes: `OKAY${framed(line)}${framed('')}${framed(line + line)}` }));
    const { seen } = track(server.client(), createSystemClock());
    await vi.waitFor(() => expect(seen.rows.map((rows) => rows.length)).toEqual([1, 0, 2]));
    expect(seen).toMatchObject({ ups: 1, faults: [] });
  });

  it('reads a list that arrives in pieces', async () => {
    const bytes = `OKAY${framed(line)}`;
    const server = await serve((_request, socket) => {
      socket.write(bytes.slice(0, 6));
      setImmediate(() => socket.write(bytes.slice(6)));
      return null;
    });
    const { seen } = track(server.client(), createSystemClock());
    await vi.waitFor(() => expect(seen.rows).toHaveLength(1));
  });

  it('reports a server that goes away once, and that it is back', async () => {
    const server = await serve(() => ({ bytes: `OKAY${framed(line)}` }));
    const clock = new ManualClock();
    const { seen } = track(server.client(clock), clock);
    await vi.waitFor(() => expect(seen.rows).toHaveLength(1));
    for (const socket of server.sockets) socket.destroy();
    await vi.waitFor(() => expect(seen.faults.map((fault) => fault.code)).toEqual(['adb-server-unreachable']));
    await clock.advance(250);
    await vi.waitFor(() => expect(seen.rows).toHaveLength(2));
    expect(seen.ups).toBe(2);
  });

  it('says so anew when the same server is lost a second time', async () => {
    const server = await serve(() => ({ bytes: `OKAY${framed(line)}` }));
    const { seen } = track(server.client(), createSystemClock());
    for (const count of [1, 2]) {
      await vi.waitFor(() => expect(seen.ups).toBe(count));
      for (const socket of server.sockets) socket.destroy();
      await vi.waitFor(() => expect(seen.faults).toHaveLength(count));
    }
  });

  it('says what the next try found, when a broken connection turns out to be a closed port', async () => {
    const server = await ScriptedServer.listen(() => ({ bytes: `OKAY${framed(line)}` }));
    const clock = new ManualClock();
    const { seen } = track(server.client(clock), clock);
    await vi.waitFor(() => expect(seen.rows).toHaveLength(1));
    await server.stop();
    const causes = (): unknown[] => seen.faults.map(({ detail }) => detail?.['cause']);
    await vi.waitFor(() => expect(causes()).toEqual(['connection-lost']));
    await clock.advance(250);
    await vi.waitFor(() => expect(causes()).toEqual(['connection-lost', 'ECONNREFUSED']));
  });

  it('tries again in steps of at most a second at first, later every 5 s, and stays quiet meanwhile', async () => {
    const server = await ScriptedServer.listen(() => null);
    const clock = new ManualClock();
    const client = server.client(clock);
    await server.stop();
    const opened = vi.spyOn(client, 'openHost');
    const { seen } = track(client, clock);
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 8; attempt++) {
      await vi.waitFor(() => expect(opened).toHaveBeenCalledTimes(attempt));
      await vi.waitFor(() => expect(clock.pendingCount).toBe(1));
      const startAt = clock.now();
      while (opened.mock.calls.length === attempt) await clock.advance(250);
      waits.push(clock.now() - startAt);
    }
    expect(waits).toEqual([250, 500, 1000, 1000, 2000, 5000, 5000, 5000]);
    expect(seen.faults).toHaveLength(1);
  });

  it('reports a change that the server does not tell by itself, as adb 29 with network phones', async () => {
    let current = line;
    const server = await serve((request) =>
      request === 'host:devices-l'
        ? { bytes: `OKAY${framed(current)}`, isClosing: true }
        : { bytes: `OKAY${framed(line)}` },
    );
    const clock = new ManualClock();
    const { seen } = track(server.client(clock), clock, 150);
    await vi.waitFor(() => expect(seen.rows).toHaveLength(1));
    current = line.replace('device', 'offline');
    await clock.advance(150);
    await vi.waitFor(() => expect(seen.rows.at(-1)?.[0]?.state).toBe('offline'));
  });

  it('says nothing when the list is as before', async () => {
    const server = await serve((request) => ({
      bytes: `OKAY${framed(line)}`,
      isClosing: request === 'host:devices-l',
    }));
    const clock = new ManualClock();
    const { seen } = track(server.client(clock), clock, 150);
    for (let looks = 2; looks <= 4; looks++) {
      await vi.waitFor(() => expect(clock.pendingCount).toBe(1));
      await clock.advance(150);
      await vi.waitFor(() => expect(server.requests).toHaveLength(looks));
    }
    expect(seen.rows).toHaveLength(1);
  });

  it('drops a list that a newer one has overtaken', async () => {
    let asked: Socket | null = null;
    const server = await serve((request, socket) => {
      if (request !== 'host:devices-l') return { bytes: `OKAY${framed(line)}` };
      asked = socket;
      return null;
    });
    const clock = new ManualClock();
    const { seen } = track(server.client(clock), clock, 150);
    await vi.waitFor(() => expect(clock.pendingCount).toBe(1));
    await clock.advance(150);
    const late = await vi.waitUntil(() => asked);
    for (const socket of server.sockets) if (socket !== late) socket.write(framed(''));
    await vi.waitFor(() => expect(seen.rows).toHaveLength(2));
    late.end(`OKAY${framed(`${line}${line}`)}`);
    await vi.waitFor(() => expect(clock.pendingCount).toBe(1));
    expect(seen.rows.map((rows) => rows.length)).toEqual([1, 0]);
  });

  it('notices a server that is frozen', async () => {
    const clock = new ManualClock();
    const server = await serve((request) => (request === 'host:devices-l' ? null : { bytes: `OKAY${framed(line)}` }));
    const { seen } = track(server.client(clock), clock, 150);
    await vi.waitFor(() => expect(seen.rows).toHaveLength(1));
    await clock.advance(150);
    await vi.waitFor(() => expect(server.requests).toContain('host:devices-l'));
    await clock.advance(5_000);
    await vi.waitFor(() => expect(seen.faults.map((fault) => fault.code)).toEqual(['adb-server-unreachable']));
  });

  it('gives up a list whose length is no number', async () => {
    const server = await serve(() => ({ bytes: `OKAY${framed(line)}oops, no length` }));
    const { seen } = track(server.client(), createSystemClock());
    await vi.waitFor(() => expect(seen.faults[0]?.code).toBe('adb-protocol'));
  });

  it('leaves no socket and no timer behind', async () => {
    const clock = new ManualClock();
    const server = await serve(() => ({ bytes: `OKAY${framed(line)}` }));
    const client = server.client(clock);
    const { tracker, seen } = track(client, clock);
    await vi.waitFor(() => expect(seen.rows).toHaveLength(1));
    await tracker.dispose();
    await vi.waitFor(() => expect(client.openSocketCount).toBe(0));
    expect(clock.pendingCount).toBe(0);
    expect(seen.faults).toEqual([]);
  });
});
