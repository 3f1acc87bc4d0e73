import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { OwnAdbServer } from '../../../simulator/desk/own-adb-server.ts';
import { createStranger } from '../../../simulator/messenger/stranger.ts';
import { VirtualDesk } from '../../../simulator/virtual-desk.ts';
import { World } from '../../../simulator/world/world.ts';
import { findAdbProgram } from '../../support/adb-program.ts';
import { runAdb } from '../../support/adb-command.ts';
import { expectState, readStates } from '../../support/adb-list.ts';
import { freePort } from '../../support/free-port.ts';
import { isAlive } from '../../support/process-life.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { startVirtualDesk } from '../../support/virtual-desk.ts';

const serials = (desk: VirtualDesk | undefined): readonly string[] => desk?.phones.map((phone) => phone.serial) ?? [];

describe('a virtual desk', () => {
  test('starts with every phone connected to its own adb server', async () => {
    const desk = await startVirtualDesk({ count: 6 });
    const states = await readStates(desk.adbPort);
    expect([...states.keys()].toSorted()).toEqual(desk.phones.map((phone) => phone.address).toSorted());
    expect(new Set(states.values())).toEqual(new Set(['device']));
    expect(desk.truth().map((truth) => truth.state)).toEqual(Array.from({ length: 6 }, () => 'ready'));
  });

  test('uses neither the operator’s adb port nor the ports that adb takes for emulators', async () => {
    const desk = await startVirtualDesk({ count: 6 });
    for (const port of [desk.adbPort, ...desk.phones.map((phone) => phone.port)]) {
      expect(port).not.toBe(5037);
      expect(port < 5554 || port > 5585).toBe(true);
    }
  });

  test('of the same seed has the same phones, of another seed others', async () => {
    const [one, same, other] = await Promise.all([7, 7, 8].map((seed) => startVirtualDesk({ count: 3, seed })));
    expect(new Set(serials(one)).size).toBe(3);
    expect(serials(same)).toEqual(serials(one));
    expect(serials(other)).not.toEqual(serials(one));
  });

  test('shares a world made to order, on phones with the messenger that is asked for', async () => {
    const plan = { groups: [{ name: '晨跑打卡7群', places: [1, 2] }] };
    const world = new World({ seed: 3, phoneCount: 2, plan });
    const desk = await startVirtualDesk({ count: 2, world, variantOf: () => createStranger(4) });
    const { stdout } = await runAdb(
      ['-s', desk.phone(2).address, 'shell', 'dumpsys package com.tencent.mm | grep versionName'],
      { port: desk.adbPort },
    );
    expect(stdout.toString()).toContain(createStranger(4).version);
    expect(desk.perform({ kind: 'rename-group', groupId: 'group-1', name: '晨跑8群' }, 'account-2')).toBeNull();
    expect(desk.truth()).toMatchObject([1, 2].map(() => ({ device: { groupNames: ['晨跑8群'] } })));
  });

  test('has the same addresses when it starts again with its folder', async () => {
    const stateFolder = makeTempFolder();
    const start = (): Promise<VirtualDesk> =>
      VirtualDesk.start({ count: 3, seed: 1, adbPath: findAdbProgram(), stateFolder });
    const first = await start();
    const before = [first.adbPort, ...first.phones.map((phone) => phone.port)];
    await first.stop();
    const second = await start();
    onTestFinished(() => second.stop());
    expect([second.adbPort, ...second.phones.map((phone) => phone.port)]).toEqual(before);
  });

  test('takes the next port where another program listens by the time that its adb server starts', async () => {
    const options = { adbPath: findAdbProgram(), stateFolder: makeTempFolder() };
    const taken = await OwnAdbServer.startFrom(await freePort(), { ...options, stateFolder: makeTempFolder() });
    onTestFinished(() => taken.kill());
    const free = await freePort();
    const answers = [taken.port, free];
    const server = await OwnAdbServer.startFrom(taken.port, options, async () => answers.shift() ?? 0);
    onTestFinished(() => server.kill());
    expect(server.port).toBe(free);
    expect(answers).toEqual([]);
  });

  test('leaves no process, port or file behind when stopped', async () => {
    const stateFolder = makeTempFolder();
    const desk = await VirtualDesk.start({ count: 2, seed: 1, adbPath: findAdbProgram(), stateFolder });
    const pid = desk.adbServerPid ?? 0;
    const ports = [desk.adbPort, ...desk.phones.map((phone) => phone.port)];
    expect(isAlive(pid)).toBe(true);
    await desk.stop();
    await desk.stop();
    expect(isAlive(pid)).toBe(false);
    for (const port of ports) await expect(readStates(port)).rejects.toThrow();
    expect(() => readFileSync(join(stateFolder, 'adb-server.json'))).toThrow();
  });

  test('ends the server that a killed simulator left behind', async () => {
    const stateFolder = makeTempFolder();
    const left = new OwnAdbServer({ adbPath: findAdbProgram(), port: await freePort(), stateFolder });
    onTestFinished(() => left.kill());
    await left.start();
    const pid = left.pid ?? 0;
    const desk = await VirtualDesk.start({ count: 1, seed: 1, adbPath: findAdbProgram(), stateFolder });
    onTestFinished(() => desk.stop());
    await expect.poll(() => isAlive(pid)).toBe(false);
  });

  test('spares a process that merely got the number of a former server', async () => {
    const stateFolder = makeTempFolder();
    writeFileSync(join(stateFolder, 'adb-server.json'), JSON.stringify({ pid: process.pid, port: await freePort() }));
    const desk = await VirtualDesk.start({ count: 1, seed: 1, adbPath: findAdbProgram(), stateFolder });
    onTestFinished(() => desk.stop());
    expect(isAlive(process.pid)).toBe(true);
  });

  test('says why when the adb program cannot be started, and leaves nothing', async () => {
    const start = VirtualDesk.start({ count: 1, seed: 1, adbPath: '/nowhere/adb', stateFolder: makeTempFolder() });
    await expect(start).rejects.toThrow(/ENOENT/);
  });

  test('keeps its adb server’s key and files out of the operator’s home', async () => {
    const stateFolder = makeTempFolder();
    const desk = await VirtualDesk.start({ count: 1, seed: 1, adbPath: findAdbProgram(), stateFolder });
    onTestFinished(() => desk.stop());
    expect(readFileSync(join(stateFolder, '.android', 'adbkey'), 'utf8')).toContain('PRIVATE KEY');
  });
});

describe('its adb server', () => {
  test('killed, makes every phone absent; started again, it lists none until they are connected', async () => {
    const desk = await startVirtualDesk({ count: 2 });
    const port = desk.adbPort;
    await desk.killAdbServer();
    expect(desk.truth().map((truth) => truth.state)).toEqual(['absent', 'absent']);
    await expect(readStates(port)).rejects.toThrow();
    await desk.startAdbServer();
    expect(desk.adbPort).toBe(port);
    expect((await readStates(port)).size).toBe(0);
    await desk.connectPhones();
    for (const phone of desk.phones) await expectState(port, phone.address, 'device');
  });

  test('dying by itself is noticed', async () => {
    const desk = await startVirtualDesk();
    process.kill(desk.adbServerPid ?? 0, 'SIGKILL');
    await expect.poll(() => desk.isAdbServerRunning).toBe(false);
    expect(desk.truth()[0]?.state).toBe('absent');
  });
});

describe('streams', () => {
  test('leave nothing open after many commands', async () => {
    const desk = await startVirtualDesk({ count: 2 });
    const runs = desk.phones.flatMap((phone) =>
      Array.from({ length: 10 }, () => runAdb(['-s', phone.address, 'shell', 'echo hi'], { port: desk.adbPort })),
    );
    for (const { stdout } of await Promise.all(runs)) expect(stdout.toString()).toBe('hi\n');
    for (const phone of desk.phones) await expect.poll(() => phone.load).toEqual({ connections: 1, streams: 0 });
  });
});
