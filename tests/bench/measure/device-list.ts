import { connect, type Socket } from 'node:net';
import { askAdbServer, encodeRequest } from '../../../simulator/desk/adb-request.ts';

/**
 * The adb server's device list as a second, bare client sees it: one `host:track-devices-l`, nothing else. Moments are
 * epoch milliseconds of the first list that says so.
 */
export class DeviceList {
  readonly #socket: Socket;
  readonly #listeners = new Set<() => void>();
  #pending = Buffer.alloc(0);
  #text = '';

  private constructor(port: number) {
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.#socket.on('data', (chunk: Buffer) => this.#take(chunk));
    this.#socket.write(encodeRequest('host:track-devices-l'));
  }

  /** Resolves once the first list is there. */
  static async follow(port: number): Promise<DeviceList> {
    const list = new DeviceList(port);
    await new Promise<void>((resolve, reject) => {
      list.#listeners.add(resolve);
      list.#socket.once('error', reject);
    });
    return list;
  }

  /** When the list next has, or already has, a row of the phone or none. */
  waitFor(address: string, wish: 'present' | 'absent'): Promise<number> {
    return new Promise((resolve) => {
      const look = (): void => {
        if ((stateIn(this.#text, address) === 'absent') !== (wish === 'absent')) return;
        this.#listeners.delete(look);
        resolve(Date.now());
      };
      this.#listeners.add(look);
      look();
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  /** `OKAY`, then lists behind four hexadecimal digits of length. */
  #take(chunk: Buffer): void {
    this.#pending = Buffer.concat([this.#pending, chunk]);
    if (this.#pending.toString('latin1', 0, 4) === 'OKAY') this.#pending = this.#pending.subarray(4);
    for (;;) {
      const length = Number.parseInt(this.#pending.toString('latin1', 0, 4), 16);
      if (!(this.#pending.length >= 4 + length)) return;
      this.#text = this.#pending.toString('utf8', 4, 4 + length);
      this.#pending = this.#pending.subarray(4 + length);
      for (const listener of this.#listeners) listener();
    }
  }
}

const askAgainMs = 4;
const askTimeoutMs = 5_000;

/**
 * When the server's list shows a phone in a state, found by asking again and again: adb 29 tells no tracker that a
 * network phone went offline.
 */
export async function askUntil(port: number, address: string, state: string): Promise<number> {
  for (;;) {
    const { text } = await askAdbServer(port, 'host:devices-l', askTimeoutMs);
    if (stateIn(text, address) === state) return Date.now();
    await new Promise((resolve) => setTimeout(resolve, askAgainMs));
  }
}

/** What the server says of a phone; `absent` without a row. */
function stateIn(text: string, address: string): string {
  const row = text.split('\n').find((line) => line.split(/\s+/)[0] === address);
  return row?.split(/\s+/)[1] ?? 'absent';
}
