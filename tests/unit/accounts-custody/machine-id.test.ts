import { describe, expect, it } from 'vitest';
import {
  isSameMachine,
  readMachineId,
  readOwnId,
  type MachinePorts,
} from '../../../electron/accounts/custody/machine-id.ts';

const id = '0123456789abcdef0123456789abcdef';
const guid = '12345678-9abc-def0-1234-56789abcdef0';

function ports(given: Partial<MachinePorts> = {}): MachinePorts {
  return {
    platform: 'linux',
    run: () => Promise.resolve(null),
    read: () => Promise.resolve(null),
    host: () => 'desk-1',
    ...given,
  };
}

describe('which computer this is', () => {
  it('Linux: /etc/machine-id, else the one of dbus', async () => {
    const only = (wanted: string) => (file: string) =>
      Promise.resolve(file === wanted ? `${id.toUpperCase()}\n` : null);
    expect(await readOwnId(ports({ read: only('/etc/machine-id') }))).toBe(id);
    expect(await readOwnId(ports({ read: only('/var/lib/dbus/machine-id') }))).toBe(id);
  });

  it.each(['', 'uninitialized\n', `${id}0`])('Linux: %j is no id', async (text) => {
    expect(await readOwnId(ports({ read: () => Promise.resolve(text) }))).toBeNull();
  });

  it('Windows: MachineGuid as reg prints it', async () => {
    const text = `\r\nHKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Cryptography\r\n    MachineGuid    REG_SZ    ${guid.toUpperCase()}\r\n\r\n`;
    const asked: string[] = [];
    const run = (program: string, args: readonly string[]) => {
      asked.push([program, ...args].join(' '));
      return Promise.resolve(text);
    };
    expect(await readOwnId(ports({ platform: 'win32', run }))).toBe(guid);
    expect(asked[0]).toMatch(/reg\.exe query HKLM\\SOFTWARE\\Microsoft\\Cryptography \/v MachineGuid \/reg:64$/u);
  });

  it('macOS: IOPlatformUUID as ioreg prints it', async () => {
    const text = `+-o J316sAP  <class IOPlatformExpertDevice>\n    {\n      "IOPlatformUUID" = "${guid.toUpperCase()}"\n    }\n`;
    expect(await readOwnId(ports({ platform: 'darwin', run: () => Promise.resolve(text) }))).toBe(guid);
  });

  it('keeps hashes only', async () => {
    const read = await readMachineId(ports({ read: () => Promise.resolve(id) }));
    expect(JSON.stringify(read)).not.toMatch(new RegExp(`${id}|desk-1`, 'u'));
    expect(read.machineHash).toMatch(/^[0-9a-f]{64}$/u);
  });

  it('a query that once fails makes no other computer of it', async () => {
    const usual = await readMachineId(ports({ read: () => Promise.resolve(id) }));
    const failed = await readMachineId(ports());
    expect(failed.machineHash).toBeNull();
    expect(isSameMachine(usual, failed)).toBe(true);
    expect(isSameMachine(failed, { ...failed, hostHash: 'other' })).toBe(false);
  });

  it('a computer that is renamed stays the same one; another id is another one', async () => {
    const usual = await readMachineId(ports({ read: () => Promise.resolve(id) }));
    const renamed = await readMachineId(ports({ read: () => Promise.resolve(id), host: () => 'desk-2' }));
    const other = await readMachineId(ports({ read: () => Promise.resolve(id.replace('0', '1')) }));
    expect([isSameMachine(usual, renamed), isSameMachine(usual, other)]).toEqual([true, false]);
  });

  it('is told on this machine, always alike', async () => {
    expect(await readMachineId()).toEqual(await readMachineId());
  });
});
