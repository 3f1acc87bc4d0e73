import type { VirtualDevice } from '../../device-port.ts';
import type { ServiceStream } from '../adbd-stream.ts';
import {
  describeRefusal,
  encodeEntry,
  encodeEntry2,
  encodeFail,
  encodeStat,
  encodeStat2,
  encodeWord,
  isRefusal,
  syncDataMax,
} from './sync-format.ts';
import { receiveFile } from './sync-upload.ts';

const longestPath = 1024;
const setupSize = { send: 12, receive: 8 } as const;

/**
 * Serves `sync:` requests until QUIT, the end of the stream, or a request that fails: adbd leaves the stream after a
 * failed transfer. Requests of the second version are answered when the phone's banner offers them.
 * Source: AOSP `adb/daemon/file_sync_service.cpp`.
 */
export async function serveSync(device: VirtualDevice, stream: ServiceStream): Promise<void> {
  const session = new SyncSession(device, stream);
  while (await session.serveOne()) continue;
}

class SyncSession {
  readonly #device: VirtualDevice;
  readonly #stream: ServiceStream;
  readonly #features: ReadonlySet<string>;

  constructor(device: VirtualDevice, stream: ServiceStream) {
    this.#device = device;
    this.#stream = stream;
    this.#features = new Set(device.banner().features);
  }

  /** Answers one request; false when the session is over. */
  async serveOne(): Promise<boolean> {
    const request = await this.#stream.input.readExactly(8);
    if (request === null) return false;
    const length = request.readUInt32LE(4);
    if (length > longestPath) return this.#fail('path too long');
    const path = await this.#stream.input.readExactly(length);
    if (path === null) return this.#fail('filename read failure');
    const id = request.toString('latin1', 0, 4);
    if (!this.#isOffered(id)) return this.#refuseUnknown(request);
    return this.#answer(id, path.toString('utf8').replace(/\0.*$/s, ''), request);
  }

  async #answer(id: string, path: string, request: Buffer): Promise<boolean> {
    const { files } = this.#device;
    switch (id) {
      case 'STAT':
        return this.#reply(encodeStat(files.stat(path)));
      case 'STA2':
      case 'LST2':
        return this.#reply(encodeStat2(id, files.stat(path)));
      case 'LIST':
        return this.#list(path, encodeEntry);
      case 'LIS2':
        return this.#list(path, encodeEntry2);
      case 'SEND':
        return this.#send(path);
      case 'SND2':
        return this.#sendWithSetup(path);
      case 'RECV':
        return this.#recv(path);
      case 'RCV2':
        return this.#recvWithSetup(path);
      case 'QUIT':
        return false;
      default:
        return this.#refuseUnknown(request);
    }
  }

  #isOffered(id: string): boolean {
    if (id === 'STA2' || id === 'LST2') return this.#features.has('stat_v2');
    if (id === 'LIS2') return this.#features.has('ls_v2');
    if (id === 'SND2' || id === 'RCV2') return this.#features.has('sendrecv_v2');
    return true;
  }

  async #list(path: string, encode: typeof encodeEntry): Promise<boolean> {
    const entries = this.#device.files.list(path);
    if (!isRefusal(entries)) for (const entry of entries) await this.#reply(encode(entry));
    return this.#reply(encode(null));
  }

  async #send(spec: string): Promise<boolean> {
    const comma = spec.lastIndexOf(',');
    if (comma < 0) return this.#fail('missing , in ID_SEND_V1');
    const mode = Number.parseInt(spec.slice(comma + 1), 10);
    if (Number.isNaN(mode)) return this.#fail('bad mode');
    return receiveFile(this.#device.files, { path: spec.slice(0, comma), mode }, this.#stream);
  }

  async #sendWithSetup(path: string): Promise<boolean> {
    const setup = await this.#stream.input.readExactly(setupSize.send);
    if (setup === null) return false;
    const flags = setup.readUInt32LE(8);
    if (flags !== 0) return this.#fail(`unknown flags: ${flags}`);
    return receiveFile(this.#device.files, { path, mode: setup.readUInt32LE(4) }, this.#stream);
  }

  async #recv(path: string): Promise<boolean> {
    const { files } = this.#device;
    const stat = files.stat(path);
    const content = files.read(path);
    if (isRefusal(content)) {
      const step = content.errno === 'EISDIR' && !isRefusal(stat) ? 'read failed' : 'open failed';
      return this.#fail(describeRefusal(step, content));
    }
    for (let at = 0; at < content.byteLength; at += syncDataMax) {
      const block = content.subarray(at, at + syncDataMax);
      await this.#reply(encodeWord('DATA', block.byteLength));
      await this.#reply(block);
    }
    return this.#reply(encodeWord('DONE', 0));
  }

  async #recvWithSetup(path: string): Promise<boolean> {
    const setup = await this.#stream.input.readExactly(setupSize.receive);
    if (setup === null) return false;
    const flags = setup.readUInt32LE(4);
    return flags === 0 ? this.#recv(path) : this.#fail(`unknown flags: ${flags}`);
  }

  async #reply(bytes: Uint8Array): Promise<boolean> {
    await this.#stream.write(bytes);
    return !this.#stream.signal.aborted;
  }

  async #fail(reason: string): Promise<false> {
    await this.#stream.write(encodeFail(reason));
    return false;
  }

  #refuseUnknown(request: Buffer): Promise<false> {
    return this.#fail(`unknown command ${request.readUInt32LE(0).toString(16).padStart(8, '0')}`);
  }
}
