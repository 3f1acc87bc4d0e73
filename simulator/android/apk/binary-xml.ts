/** An element of a compiled Android XML file with its attributes; numbers are written in decimal. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

/** Chunk types of AOSP `ResourceTypes.h`. */
const xmlFile = 0x0003;
const stringPool = 0x0001;
const resourceMap = 0x0180;
const startElement = 0x0102;
const utf8Flag = 0x100;
const stringValue = 0x03;

/** Attribute names of the framework by resource id, for files whose string pool leaves them out. */
const frameworkNames: ReadonlyMap<number, string> = new Map([
  [0x0101_020c, 'minSdkVersion'],
  [0x0101_0270, 'targetSdkVersion'],
  [0x0101_021b, 'versionCode'],
  [0x0101_021c, 'versionName'],
]);

/** The elements of a compiled XML file in order; null when this is none. Throws a `RangeError` where it is cut short. */
export function readBinaryXml(bytes: Uint8Array): readonly XmlElement[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.byteLength < 8 || view.getUint16(0, true) !== xmlFile) return null;
  const elements: XmlElement[] = [];
  let strings: readonly string[] = [];
  let resources: readonly number[] = [];
  let at = view.getUint16(2, true);
  while (at + 8 <= view.byteLength) {
    const size = view.getUint32(at + 4, true);
    const type = view.getUint16(at, true);
    if (size < 8) return null;
    if (type === stringPool) strings = readStrings(view, at);
    else if (type === resourceMap) resources = readResources(view, at, size);
    else if (type === startElement) elements.push(readElement(view, at, strings, resources));
    at += size;
  }
  return elements;
}

function readStrings(view: DataView, at: number): readonly string[] {
  const count = view.getUint32(at + 8, true);
  const isUtf8 = (view.getUint32(at + 16, true) & utf8Flag) !== 0;
  const start = at + view.getUint32(at + 20, true);
  const table = at + view.getUint16(at + 2, true);
  return Array.from({ length: count }, (_, index) => {
    const offset = start + view.getUint32(table + index * 4, true);
    return isUtf8 ? readUtf8(view, offset) : readUtf16(view, offset);
  });
}

/** Two lengths (characters, then bytes) of one or two bytes each stand before the text. */
function readUtf8(view: DataView, offset: number): string {
  const skip = (view.getUint8(offset) & 0x80) === 0 ? 1 : 2;
  const first = view.getUint8(offset + skip);
  const isLong = (first & 0x80) !== 0;
  const length = isLong ? ((first & 0x7f) << 8) | view.getUint8(offset + skip + 1) : first;
  const start = offset + skip + (isLong ? 2 : 1);
  return new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + start, length));
}

function readUtf16(view: DataView, offset: number): string {
  const first = view.getUint16(offset, true);
  const isLong = (first & 0x8000) !== 0;
  const length = isLong ? ((first & 0x7fff) << 16) | view.getUint16(offset + 2, true) : first;
  const start = view.byteOffset + offset + (isLong ? 4 : 2);
  return new TextDecoder('utf-16le').decode(new Uint8Array(view.buffer, start, length * 2));
}

function readResources(view: DataView, at: number, size: number): readonly number[] {
  return Array.from({ length: (size - 8) / 4 }, (_, index) => view.getUint32(at + 8 + index * 4, true));
}

function readElement(view: DataView, at: number, strings: readonly string[], resources: readonly number[]): XmlElement {
  const body = at + view.getUint16(at + 2, true);
  const start = body + view.getUint16(body + 8, true);
  const stride = view.getUint16(body + 10, true);
  const attributes = new Map<string, string>();
  for (let index = 0; index < view.getUint16(body + 12, true); index++) {
    const place = start + index * stride;
    const nameIndex = view.getUint32(place + 4, true);
    const name = frameworkNames.get(resources[nameIndex] ?? 0) ?? strings[nameIndex] ?? '';
    const data = view.getUint32(place + 16, true);
    attributes.set(name, view.getUint8(place + 15) === stringValue ? (strings[data] ?? '') : String(data | 0));
  }
  return { name: strings[view.getUint32(body + 4, true)] ?? '', attributes };
}
