import { posix } from 'node:path';
import type { DeviceFiles, FileRefusal } from '../../device-port.ts';
import type { ServiceStream } from '../adbd-stream.ts';
import { describeRefusal, encodeFail, encodeWord, isRefusal, syncDataMax } from './sync-format.ts';

export interface UploadTarget {
  readonly path: string;
  readonly mode: number;
}

interface Upload {
  readonly content: Buffer;
  readonly modifiedAt: number;
}

const typeMask = 0o170000;
const symbolicLink = 0o120000;
const regularFile = 0o100000;

/**
 * Takes the DATA blocks of one file until DONE and writes it. Returns false when the session is over: the stream
 * ended, or the file was refused, which adbd says with FAIL once the host has sent everything.
 */
export async function receiveFile(files: DeviceFiles, target: UploadTarget, stream: ServiceStream): Promise<boolean> {
  const upload = await readUpload(stream);
  if (upload === null) return false;
  if (typeof upload === 'string') return fail(stream, upload);
  const hadParent = !isRefusal(files.stat(posix.dirname(target.path)));
  const refusal = files.write(target.path, upload.content, fileMode(target.mode), upload.modifiedAt);
  if (refusal !== null) return fail(stream, describeRefusal(failedStep(refusal, hadParent), refusal));
  await stream.write(encodeWord('OKAY', 0));
  return true;
}

async function readUpload(stream: ServiceStream): Promise<Upload | string | null> {
  const blocks: Buffer[] = [];
  for (;;) {
    const header = await stream.input.readExactly(8);
    if (header === null) return null;
    const id = header.toString('latin1', 0, 4);
    const value = header.readUInt32LE(4);
    if (id === 'DONE') return { content: Buffer.concat(blocks), modifiedAt: value * 1000 };
    if (id !== 'DATA') return 'invalid data message';
    if (value > syncDataMax) return 'oversize data message';
    const block = await stream.input.readExactly(value);
    if (block === null) return null;
    blocks.push(block);
  }
}

/** adbd copies the owner's rights to group and others, and keeps a symbolic link a link. */
function fileMode(mode: number): number {
  if ((mode & typeMask) === symbolicLink) return mode;
  const owner = mode & 0o777;
  const group = owner | ((owner >> 3) & 0o070);
  return regularFile | group | ((group >> 3) & 0o007);
}

function failedStep(refusal: FileRefusal, hadParent: boolean): string {
  if (refusal.errno === 'ENOSPC') return 'write failed';
  return hadParent ? "couldn't create file" : 'secure_mkdirs failed';
}

async function fail(stream: ServiceStream, reason: string): Promise<false> {
  await stream.write(encodeFail(reason));
  return false;
}
