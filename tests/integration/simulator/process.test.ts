import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { z } from 'zod';
import { describe, expect, onTestFinished, test } from 'vitest';
import { findAdbProgram } from '../../support/adb-program.ts';
import { expectState, readStates } from '../../support/adb-list.ts';
import { isAlive } from '../../support/process-life.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const cli = join(import.meta.dirname, '../../../simulator/cli.ts');

const readySchema = z.object({
  event: z.literal('ready'),
  adbPort: z.number(),
  controlPort: z.number(),
  token: z.string().min(20),
  phones: z.array(z.strictObject({ index: z.number(), address: z.string(), serial: z.string(), model: z.string() })),
});
const pidSchema = z.object({ pid: z.number().int() });
type Ready = z.output<typeof readySchema>;

interface RunningSimulator {
  readonly child: ChildProcess;
  readonly ready: Ready;
  readonly exited: Promise<number | null>;
}

function spawnCli(...args: string[]): { child: ChildProcess; exited: Promise<number | null> } {
  const child = spawn(process.execPath, [cli, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  const exited = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => resolve(code));
  });
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await exited;
  });
  return { child, exited };
}

async function startSimulator(): Promise<RunningSimulator> {
  const options = ['--adb', findAdbProgram(), '--state', makeTempFolder(), '--json'];
  const { child, exited } = spawnCli('--count', '2', '--seed', '5', ...options);
  const stdout = child.stdout;
  if (stdout === null) throw new Error('no standard output');
  for await (const line of createInterface({ input: stdout })) {
    return { child, exited, ready: readySchema.parse(JSON.parse(line)) };
  }
  throw new Error('the simulator ended before it was ready');
}

async function call(
  { controlPort, token }: Ready,
  path: string,
  init: { body?: unknown; token?: string | null; method?: string } = {},
): Promise<{ status: number; body: unknown }> {
  const bearer = init.token === undefined ? token : init.token;
  const response = await fetch(`http://127.0.0.1:${controlPort}${path}`, {
    method: init.method ?? (init.body === undefined ? 'GET' : 'POST'),
    headers: bearer === null ? {} : { authorization: `Bearer ${bearer}` },
    ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
  });
  return { status: response.status, body: await response.json() };
}

const stateSchema = z.object({
  isAdbServerRunning: z.boolean(),
  scenario: z.string().nullable(),
  phones: z.array(z.looseObject({ state: z.string(), faults: z.array(z.unknown()) })),
});
const readState = async (ready: Ready): Promise<z.output<typeof stateSchema>> =>
  stateSchema.parse((await call(ready, '/state')).body);

describe('the simulator process', () => {
  test('prints one ready line with everything needed to reach it', async () => {
    const { ready } = await startSimulator();
    expect(ready.phones.map((phone) => phone.index)).toEqual([1, 2]);
    for (const phone of ready.phones) await expectState(ready.adbPort, phone.address, 'device');
  });

  test.each<[string, (child: ChildProcess) => void]>([
    ['SIGTERM', (child) => void child.kill('SIGTERM')],
    ['SIGINT', (child) => void child.kill('SIGINT')],
    ['the end of its standard input', (child) => void child.stdin?.end()],
  ])('ends on %s, and its adb server with it', async (_what, end) => {
    const { child, ready, exited } = await startSimulator();
    end(child);
    expect(await exited).toBe(0);
    await expect(readStates(ready.adbPort)).rejects.toThrow();
  });

  test('ends when asked over its control port', async () => {
    const { ready, exited } = await startSimulator();
    expect((await call(ready, '/stop', { body: {} })).status).toBe(202);
    expect(await exited).toBe(0);
    await expect(readStates(ready.adbPort)).rejects.toThrow();
  });

  test('killed outright, it leaves a server that the next start ends', async () => {
    const stateFolder = makeTempFolder();
    const start = async (): Promise<RunningSimulator> => {
      const { child, exited } = spawnCli('--count', '1', '--json', '--adb', findAdbProgram(), '--state', stateFolder);
      const line = await new Promise<string>((resolve) =>
        child.stdout?.once('data', (text: Buffer) => resolve(text.toString())),
      );
      return { child, exited, ready: readySchema.parse(JSON.parse(line)) };
    };
    const first = await start();
    const { pid } = pidSchema.parse(JSON.parse(readFileSync(join(stateFolder, 'adb-server.json'), 'utf8')));
    first.child.kill('SIGKILL');
    await first.exited;
    expect(isAlive(pid)).toBe(true);
    const second = await start();
    await expect.poll(() => isAlive(pid), { timeout: 5_000 }).toBe(false);
    await expectState(second.ready.adbPort, second.ready.phones[0]?.address ?? '', 'device');
  });

  test('refuses arguments that make no sense', async () => {
    const { child, exited } = spawnCli('--count', 'many');
    let complaint = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      complaint += chunk.toString();
    });
    expect(await exited).toBe(2);
    expect(complaint).toContain('count');
  });

  test('says what is wrong when adb cannot be started', async () => {
    const { child, exited } = spawnCli('--count', '1', '--json', '--adb', '/nowhere/adb');
    let complaint = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      complaint += chunk.toString();
    });
    expect(await exited).toBe(1);
    expect(complaint).toContain('ENOENT');
  });
});

describe('its control port', () => {
  test('tells nothing without the token', async () => {
    const { ready } = await startSimulator();
    for (const token of [null, '', 'wrong', `${ready.token}x`]) {
      expect((await call(ready, '/state', { token })).status).toBe(401);
      expect((await call(ready, '/stop', { token, body: {} })).status).toBe(401);
    }
    expect((await readState(ready)).phones).toHaveLength(2);
  });

  test('starts and clears faults, and tells the truth about them', async () => {
    const { ready } = await startSimulator();
    const started = await call(ready, '/faults', { body: { phone: 1, kind: 'unplugged', durationMs: null } });
    expect(started).toMatchObject({ status: 200, body: { kind: 'unplugged', endsAt: null } });
    expect((await readState(ready)).phones.map((phone) => phone.state)).toEqual(['absent', 'ready']);
    expect((await call(ready, '/faults/clear', { body: { phone: 1 } })).status).toBe(200);
    expect((await readState(ready)).phones.map((phone) => phone.state)).toEqual(['ready', 'ready']);
  });

  test('shows the world, lets somebody change it, and tells what was done', async () => {
    const { ready } = await startSimulator();
    const world = z.object({ groups: z.array(z.object({ groupId: z.string(), name: z.string() })) });
    const [group] = world.parse((await call(ready, '/world')).body).groups;
    const deed = { kind: 'rename-group', groupId: group?.groupId, name: '改过的群' };
    expect(await call(ready, '/deeds', { body: deed })).toEqual({ status: 200, body: { refusal: null } });
    const { body } = await call(ready, '/acts?after=0');
    expect(body).toMatchObject([{ kind: 'rename-group', accountId: null, before: group?.name, after: '改过的群' }]);
    expect((await call(ready, '/deeds', { body: { ...deed, groupId: 'group-0' } })).status).toBe(400);
  });

  test('kills and starts the adb server', async () => {
    const { ready } = await startSimulator();
    expect((await call(ready, '/adb-server', { body: { action: 'kill' } })).status).toBe(200);
    expect((await readState(ready)).isAdbServerRunning).toBe(false);
    expect((await call(ready, '/adb-server', { body: { action: 'start' } })).status).toBe(200);
    expect((await call(ready, '/connect', { body: {} })).status).toBe(200);
    await expectState(ready.adbPort, ready.phones[0]?.address ?? '', 'device');
  });

  test('changes the scenario', async () => {
    const { ready } = await startSimulator();
    expect((await readState(ready)).scenario).toBe('calm');
    await call(ready, '/scenario', { body: { name: 'chaos' } });
    expect((await readState(ready)).scenario).toBe('chaos');
    await call(ready, '/scenario', { body: { name: null } });
    expect((await readState(ready)).scenario).toBeNull();
  });

  test.each<[string, unknown, number]>([
    ['/faults', { phone: 9, kind: 'drop' }, 400],
    ['/faults', { phone: 1, kind: 'earthquake' }, 400],
    ['/faults', { phone: 1, kind: 'drop', extra: true }, 400],
    ['/faults', 'x'.repeat(70_000), 413],
    ['/adb-server', { action: 'explode' }, 400],
    ['/nothing', {}, 404],
    ['/__proto__', {}, 404],
  ])('refuses %s', async (path, body, status) => {
    const { ready } = await startSimulator();
    expect((await call(ready, path, { body })).status).toBe(status);
  });
});
