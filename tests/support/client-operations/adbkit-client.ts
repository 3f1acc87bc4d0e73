import type { EventEmitter } from 'node:events';
import { Readable, type Duplex } from 'node:stream';
import { Adb } from '@devicefarmer/adbkit';
import type { FileFacts, PhoneClient, RunningCommand, ShellAnswer } from './phone-client.ts';
import { TextWatch } from './text-watch.ts';

interface ForwardRow {
  readonly local: string;
  readonly remote: string;
}

/** What is used of adbkit's `DeviceClient`, whose own types lean on a package that it does not bring. */
interface AdbkitDevice {
  shell(command: string): PromiseLike<Duplex>;
  push(contents: Readable, path: string): PromiseLike<EventEmitter>;
  pull(path: string): PromiseLike<Readable>;
  stat(path: string): PromiseLike<FileFacts>;
  readdir(path: string): PromiseLike<readonly { readonly name: string }[]>;
  install(apk: Readable): PromiseLike<boolean>;
  uninstall(packageName: string): PromiseLike<boolean>;
  forward(local: string, remote: string): PromiseLike<boolean>;
  listForwards(): PromiseLike<readonly (ForwardRow & { readonly serial: string })[]>;
  reverse(remote: string, local: string): PromiseLike<boolean>;
  listReverses(): PromiseLike<readonly ForwardRow[]>;
  openLocal(path: string): PromiseLike<Duplex>;
  reboot(): PromiseLike<boolean>;
  waitForDevice(): PromiseLike<string>;
}

/**
 * adbkit over the adb server. Its shell mixes stderr into stdout, reads no exit status and cannot end standard
 * input; it has no raw `exec:` and cannot ask for adb's features.
 */
export class AdbkitClient implements PhoneClient {
  readonly name = 'adbkit';
  readonly readsExitCodes = false;
  readonly #device: AdbkitDevice;

  constructor(port: number, serial: string) {
    // Without a program to run, it cannot start a server of its own.
    this.#device = Adb.createClient({ host: '127.0.0.1', port, bin: '/nowhere/adb' }).getDevice(serial);
  }

  async shell(command: string): Promise<ShellAnswer> {
    const stdout = await readAll(await this.#device.shell(command));
    return { stdout, stderr: null, exitCode: null };
  }

  async start(command: string): Promise<RunningCommand> {
    const stream = await this.#device.shell(command);
    const watch = new TextWatch();
    stream.on('data', (chunk: Buffer) => watch.add(chunk));
    const closed = new Promise<void>((resolve) => {
      stream.on('close', () => {
        watch.end();
        resolve();
      });
    });
    const stop = async (): Promise<void> => {
      stream.destroy();
      await closed;
    };
    return { waitFor: (isEnough) => watch.waitFor(isEnough), stop };
  }

  async push(content: Buffer, path: string): Promise<void> {
    const transfer = await this.#device.push(Readable.from([content], { objectMode: false }), path);
    await new Promise<void>((resolve, reject) => {
      transfer.on('end', () => resolve());
      transfer.on('error', reject);
    });
  }

  async pull(path: string): Promise<Buffer> {
    // adbkit ends the stream before it tells that the phone refused, so a refusal would look like an empty file.
    await this.#device.stat(path);
    return readAll(await this.#device.pull(path));
  }

  async stat(path: string): Promise<FileFacts | null> {
    try {
      const { mode, size } = await this.#device.stat(path);
      return { mode, size };
    } catch (failure) {
      if (failure instanceof Error && failure.message.startsWith('ENOENT')) return null;
      throw failure;
    }
  }

  async list(path: string): Promise<readonly string[]> {
    return (await this.#device.readdir(path)).map((entry) => entry.name);
  }

  async install(apk: Buffer): Promise<void> {
    await this.#device.install(Readable.from([apk], { objectMode: false }));
  }

  async uninstall(packageName: string): Promise<void> {
    await this.#device.uninstall(packageName);
  }

  async forward(remote: string): Promise<number> {
    // adbkit does not tell which port `tcp:0` became, so the list has to.
    const before = new Set((await this.#device.listForwards()).map((row) => row.local));
    await this.#device.forward('tcp:0', remote);
    const added = (await this.#device.listForwards()).find((row) => !before.has(row.local));
    return Number(added?.local.replace('tcp:', ''));
  }

  async listForwards(): Promise<readonly string[]> {
    return (await this.#device.listForwards()).map((row) => `${row.serial} ${row.local} ${row.remote}`);
  }

  async exchange(service: string, message: string): Promise<string> {
    const stream = await this.#device.openLocal(service);
    return exchangeOnce(stream, message);
  }

  async reverse(remote: string, port: number): Promise<void> {
    await this.#device.reverse(remote, `tcp:${port}`);
  }

  async listReverses(): Promise<readonly string[]> {
    return (await this.#device.listReverses()).map((row) => `${row.remote} ${row.local}`);
  }

  async reboot(): Promise<void> {
    await this.#device.reboot();
  }

  async waitForDevice(): Promise<void> {
    await this.#device.waitForDevice();
  }

  async openUnknown(): Promise<string> {
    try {
      await this.#device.openLocal('no-such-service:');
    } catch (failure) {
      return failure instanceof Error ? failure.message : 'unknown';
    }
    throw new Error('the service was opened');
  }

  async dispose(): Promise<void> {
    // Its connections end with their streams.
  }
}

function readAll(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve, reject) => {
    stream.on('end', () => resolve(Buffer.concat(chunks)));
    stream.on('error', reject);
  });
}

async function exchangeOnce(stream: Duplex, message: string): Promise<string> {
  const watch = new TextWatch();
  stream.on('data', (chunk: Buffer) => watch.add(chunk));
  stream.write(message);
  const answer = await watch.waitFor((text) => text.length >= message.length);
  stream.destroy();
  return answer;
}
