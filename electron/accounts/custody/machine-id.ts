import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { arch, cpus, hostname, platform } from 'node:os';

/** Which computer this is; hashes, so that the data folder tells nobody. */
export interface MachineId {
  /** By the id that the operating system keeps; null where it was not to be had. */
  readonly machineHash: string | null;
  /** By what the computer is called and made of: told apart less surely, but always there. */
  readonly hostHash: string;
}

export interface MachinePorts {
  readonly platform: NodeJS.Platform;
  /** What a program printed; null when it is missing, failed, or took too long. */
  readonly run: (program: string, args: readonly string[]) => Promise<string | null>;
  /** A file's text; null when it cannot be read. */
  readonly read: (file: string) => Promise<string | null>;
  readonly host: () => string;
}

const timeoutMs = 3_000;

/** The id that the operating system gave this installation, in its own spelling; null where there is none to be had. */
export async function readOwnId({ platform: os, run, read }: MachinePorts): Promise<string | null> {
  if (os === 'win32') {
    const system = process.env['SystemRoot'] ?? 'C:\\Windows';
    const key = 'HKLM\\SOFTWARE\\Microsoft\\Cryptography';
    // The 64-bit view: a 32-bit console would be shown another one, without the value.
    const text = await run(`${system}\\System32\\reg.exe`, ['query', key, '/v', 'MachineGuid', '/reg:64']);
    return /MachineGuid\s+REG_SZ\s+([0-9A-Fa-f-]{32,})/u.exec(text ?? '')?.[1]?.toLowerCase() ?? null;
  }
  if (os === 'darwin') {
    const text = await run('/usr/sbin/ioreg', ['-rd1', '-c', 'IOPlatformExpertDevice']);
    return /"IOPlatformUUID"\s*=\s*"([0-9A-Fa-f-]{32,})"/u.exec(text ?? '')?.[1]?.toLowerCase() ?? null;
  }
  for (const file of ['/etc/machine-id', '/var/lib/dbus/machine-id']) {
    const text = (await read(file))?.trim().toLowerCase() ?? '';
    if (/^[0-9a-f]{32}$/u.test(text)) return text;
  }
  return null;
}

export async function readMachineId(ports: MachinePorts = thisMachine): Promise<MachineId> {
  const ownId = await readOwnId(ports);
  return { machineHash: ownId === null ? null : hash(`id ${ownId}`), hostHash: hash(`host ${ports.host()}`) };
}

/** Whether two are one computer. The surer id decides where both have it. */
export function isSameMachine(one: MachineId, other: MachineId): boolean {
  if (one.machineHash !== null && other.machineHash !== null) return one.machineHash === other.machineHash;
  return one.hostHash === other.hostHash;
}

const thisMachine: MachinePorts = {
  platform: platform(),
  run: (program, args) =>
    new Promise((resolve) => {
      execFile(
        program,
        [...args],
        { timeout: timeoutMs, killSignal: 'SIGKILL', windowsHide: true },
        (failure, stdout) => resolve(failure === null ? stdout : null),
      );
    }),
  read: (file) => readFile(file, { encoding: 'utf8', signal: AbortSignal.timeout(timeoutMs) }).catch(() => null),
  host: () => [hostname(), platform(), arch(), cpus()[0]?.model ?? ''].join('\n'),
};

function hash(text: string): string {
  return createHash('sha256').update(`jiqun ${text}`).digest('hex');
}
