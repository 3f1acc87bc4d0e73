import { AdbServerClient, type Adb, type AdbSocket } from '@yume-chan/adb';
import { AdbServerNodeTcpConnector } from '@yume-chan/adb-server-node-tcp';
import { ReadableStream, type MaybeConsumable } from '@yume-chan/stream-extra';
import type { FileFacts, PhoneClient, RunningCommand, ShellAnswer } from './phone-client.ts';
import { TextWatch } from './text-watch.ts';

const blockSize = 64 * 1024;

/** Tango (@yume-chan/adb) over the adb server. It installs nothing by itself and leaves forwarding to the caller. */
export class TangoClient implements PhoneClient {
  readonly name = 'Tango';
  readonly readsExitCodes = true;
  readonly #client: AdbServerClient;
  readonly #serial: string;

  constructor(port: number, serial: string) {
    this.#client = new AdbServerClient(new AdbServerNodeTcpConnector({ host: '127.0.0.1', port }));
    this.#serial = serial;
  }

  shell(command: string): Promise<ShellAnswer> {
    return this.shellWithInput(command, Buffer.alloc(0));
  }

  async shellWithInput(command: string, input: Buffer): Promise<ShellAnswer> {
    return this.#with(async (adb) => {
      const process = await shellProtocol(adb).spawn(command);
      const [stdout, stderr, exitCode] = await Promise.all([
        readAll(process.stdout),
        readAll(process.stderr),
        process.exited,
        blocks(input).pipeTo(process.stdin),
      ]);
      return { stdout, stderr, exitCode };
    });
  }

  exec(command: string): Promise<Buffer> {
    return this.#with(async (adb) => Buffer.from(await adb.subprocess.noneProtocol.spawnWait(command)));
  }

  async start(command: string): Promise<RunningCommand> {
    const adb = await this.#open();
    const process = await shellProtocol(adb).spawn(command);
    const watch = new TextWatch();
    const reading = (async () => {
      for await (const chunk of process.stdout) watch.add(chunk);
      watch.end();
    })();
    const stop = async (): Promise<void> => {
      await process.kill();
      await Promise.allSettled([reading, process.exited]);
      await adb.close();
    };
    return { waitFor: (isEnough) => watch.waitFor(isEnough), stop };
  }

  push(content: Buffer, path: string): Promise<void> {
    return this.#withSync((sync) => sync.write({ filename: path, file: blocks(content), permission: 0o644 }));
  }

  pull(path: string): Promise<Buffer> {
    return this.#withSync((sync) => readAll(sync.read(path)));
  }

  stat(path: string): Promise<FileFacts | null> {
    return this.#withSync(async (sync) => {
      try {
        const { mode, size } = await sync.lstat(path);
        return { mode, size: Number(size) };
      } catch (failure) {
        if (failure instanceof Error && failure.message === 'ENOENT') return null;
        throw failure;
      }
    });
  }

  list(path: string): Promise<readonly string[]> {
    return this.#withSync(async (sync) => (await sync.readdir(path)).map((entry) => entry.name));
  }

  exchange(service: string, message: string): Promise<string> {
    return this.#with(async (adb) => {
      const socket = await adb.createSocket(service);
      const watch = new TextWatch();
      void (async () => {
        for await (const chunk of socket.readable) watch.add(chunk);
        watch.end();
      })();
      await sendText(socket, message);
      const answer = await watch.waitFor((text) => text.length >= message.length);
      await socket.close();
      return answer;
    });
  }

  reverse(remote: string, port: number): Promise<void> {
    return this.#with(async (adb) => void (await adb.reverse.addExternal(remote, `tcp:${port}`)));
  }

  listReverses(): Promise<readonly string[]> {
    return this.#with(async (adb) =>
      (await adb.reverse.list()).map((row) => `${row.deviceSerial} ${row.localName} ${row.remoteName}`),
    );
  }

  removeReverse(remote: string): Promise<void> {
    return this.#with((adb) => adb.reverse.remove(remote));
  }

  reboot(): Promise<void> {
    return this.#with(async (adb) => void (await adb.power.reboot()));
  }

  waitForDevice(): Promise<void> {
    return this.#client.waitFor({ serial: this.#serial }, 'device');
  }

  features(): Promise<readonly string[]> {
    return this.#with(async (adb) => adb.deviceFeatures);
  }

  async openUnknown(): Promise<string> {
    return this.#with(async (adb) => {
      try {
        await adb.createSocket('no-such-service:');
      } catch (failure) {
        return failure instanceof Error ? failure.message : 'unknown';
      }
      throw new Error('the service was opened');
    });
  }

  async dispose(): Promise<void> {
    // Every call opens and closes its own connection.
  }

  #open(): Promise<Adb> {
    return this.#client.createAdb({ serial: this.#serial });
  }

  async #with<T>(use: (adb: Adb) => Promise<T>): Promise<T> {
    const adb = await this.#open();
    try {
      return await use(adb);
    } finally {
      await adb.close();
    }
  }

  #withSync<T>(use: (sync: Awaited<ReturnType<Adb['sync']>>) => Promise<T>): Promise<T> {
    return this.#with(async (adb) => {
      const sync = await adb.sync();
      try {
        return await use(sync);
      } finally {
        await sync.dispose();
      }
    });
  }
}

function shellProtocol(adb: Adb): NonNullable<Adb['subprocess']['shellProtocol']> {
  const protocol = adb.subprocess.shellProtocol;
  if (protocol === undefined) throw new Error('the phone does not offer the shell protocol');
  return protocol;
}

function blocks(content: Buffer): ReadableStream<MaybeConsumable<Uint8Array>> {
  return new ReadableStream({
    start(controller) {
      for (let at = 0; at < content.length; at += blockSize) controller.enqueue(content.subarray(at, at + blockSize));
      controller.close();
    },
  });
}

async function readAll(stream: ReadableStream<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function sendText(socket: AdbSocket, text: string): Promise<void> {
  const writer = socket.writable.getWriter();
  await writer.write(Buffer.from(text));
  writer.releaseLock();
}
