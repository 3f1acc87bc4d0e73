import { crc32 } from 'node:zlib';

export interface ApkFacts {
  readonly packageName: string;
  readonly minSdk?: number;
  readonly versionCode?: number;
}

/** A file that is no app. */
export const brokenApk = Buffer.from('this is no app');

const manifestName = 'AndroidManifest.xml';

/** The smallest app: a zip with nothing but its manifest. */
export function makeApk({ packageName, minSdk = 21, versionCode = 1 }: ApkFacts): Buffer {
  const manifest = `<manifest package="${packageName}" android:versionCode="${versionCode}" android:versionName="1.0"><uses-sdk android:minSdkVersion="${minSdk}"/></manifest>`;
  return zipOne(manifestName, Buffer.from(manifest));
}

/** A zip with one stored file: local header, data, directory, end. */
export function zipOne(name: string, data: Buffer): Buffer {
  const shared = Buffer.alloc(26);
  shared.writeUInt16LE(20, 0);
  shared.writeUInt32LE(crc32(data), 10);
  shared.writeUInt32LE(data.length, 14);
  shared.writeUInt32LE(data.length, 18);
  shared.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), shared, Buffer.from(name), data]);
  const directory = Buffer.concat([
    Buffer.from('PK\x01\x02\x14\x00', 'latin1'),
    shared,
    Buffer.alloc(14),
    Buffer.from(name),
  ]);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(local.length, 12);
  return Buffer.concat([local, directory, Buffer.from('PK\x05\x06', 'latin1'), end]);
}
