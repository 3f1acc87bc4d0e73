import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runAdb, spawnAdb, type AdbResult } from '../adb-command.ts';
import type { PhoneClient, RunningCommand, ShellAnswer } from './phone-client.ts';
import { TextWatch } from './text-watch.ts';

const noInput: Buffer = Buffer.alloc(0);

/** The `adb` command, one process a call. */
export class AdbCommandClient implements PhoneClient {
  readonly name = 'adb';
  readonly readsExitCodes = true;
  readonly #port: number;
  readonly #serial: string;
  readonly #folder = mkdtempSync(join(tmpdir(), 'jiqun-adb-'));

  constructor(port: number, serial: string) {
    this.#port = port;
    this.#serial = serial;
  }

  shell(command: string): Promise<ShellAnswer> {
    return this.#run(['shell', command]);
  }

  shellWithInput(command: string, input: Buffer): Promise<ShellAnswer> {
    return this.#run(['shell', command], input);
  }

  async exec(command: string): Promise<Buffer> {
    return (await this.#expectSuccess(['exec-out', command])).stdout;
  }

  async start(command: string): Promise<RunningCommand> {
    const child = spawnAdb(['-s', this.#serial, 'shell', command], { port: this.#port });
    const watch = new TextWatch();
    child.stdout?.on('data', (chunk: Buffer) => watch.add(chunk));
    const closed = new Promise<void>((resolve) => {
      child.on('close', () => {
        watch.end();
        resolve();
      });
    });
    const stop = async (): Promise<void> => {
      child.kill();
      await closed;
    };
    return { waitFor: (isEnough) => watch.waitFor(isEnough), stop };
  }

  async push(content: Buffer, path: string): Promise<void> {
    const file = join(this.#folder, 'push.bin');
    writeFileSync(file, content);
    await this.#expectSuccess(['push', file, path]);
  }

  async pull(path: string): Promise<Buffer> {
    const file = join(this.#folder, 'pull.bin');
    await this.#expectSuccess(['pull', path, file]);
    return readFileSync(file);
  }

  async list(path: string): Promise<readonly string[]> {
    const { stdout } = await this.#expectSuccess(['ls', path]);
    const rows = stdout
      .toString()
      .split('\n')
      .filter((row) => row !== '');
    return rows.map((row) => row.split(' ').slice(3).join(' '));
  }

  async install(apk: Buffer): Promise<void> {
    const file = join(this.#folder, 'app.apk');
    writeFileSync(file, apk);
    await this.#expectSuccess(['install', '-r', file]);
  }

  async uninstall(packageName: string): Promise<void> {
    await this.#expectSuccess(['uninstall', packageName]);
  }

  async forward(remote: string): Promise<number> {
    return Number((await this.#expectSuccess(['forward', 'tcp:0', remote])).stdout.toString());
  }

  async listForwards(): Promise<readonly string[]> {
    const { stdout } = await this.#expectSuccess(['forward', '--list']);
    return stdout
      .toString()
      .split('\n')
      .filter((row) => row.startsWith(this.#serial));
  }

  async reverse(remote: string, port: number): Promise<void> {
    await this.#expectSuccess(['reverse', remote, `tcp:${port}`]);
  }

  async listReverses(): Promise<readonly string[]> {
    const { stdout } = await this.#expectSuccess(['reverse', '--list']);
    return stdout
      .toString()
      .split('\n')
      .filter((row) => row !== '');
  }

  async removeReverse(remote: string): Promise<void> {
    await this.#expectSuccess(['reverse', '--remove', remote]);
  }

  async reboot(): Promise<void> {
    await this.#expectSuccess(['reboot']);
  }

  async waitForDevice(): Promise<void> {
    await this.#expectSuccess(['wait-for-device']);
  }

  async features(): Promise<readonly string[]> {
    return (await this.#expectSuccess(['features'])).stdout.toString().trim().split('\n');
  }

  async openUnknown(): Promise<string> {
    const { exitCode, stderr } = await this.#run(['jdwp']);
    if (exitCode === 0) throw new Error('the service was opened');
    return stderr.toString().trim();
  }

  async dispose(): Promise<void> {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #run(args: readonly string[], input = noInput): Promise<AdbResult> {
    return runAdb(['-s', this.#serial, ...args], { port: this.#port, input, timeoutMs: 60_000 });
  }

  async #expectSuccess(args: readonly string[]): Promise<AdbResult> {
    const result = await this.#run(args);
    if (result.exitCode === 0) return result;
    throw new Error(`${result.stderr.toString()}${result.stdout.toString()}`.trim());
  }
}
