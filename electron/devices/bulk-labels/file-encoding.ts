import iconv from 'iconv-lite';
import type { LabelEncoding, LabelPlan } from '../../contract/bulk-labels.ts';

export interface DecodedFile {
  readonly text: string;
  readonly encoding: LabelPlan['encoding'];
}

/**
 * The bytes as text. A mark at the beginning decides; then what the operator says; then it is UTF-8 where that reads
 * without fault, else GBK (GB 18030), as Chinese spreadsheets save. A few Chinese words in GBK happen to read as UTF-8:
 * then the one that gives sense is taken.
 */
export function decodeFile(bytes: Uint8Array, wanted: LabelEncoding): DecodedFile {
  const buffer = Buffer.from(bytes);
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return { text: iconv.decode(buffer, 'utf-16le'), encoding: 'utf-16' };
  if (buffer[0] === 0xfe && buffer[1] === 0xff) return { text: iconv.decode(buffer, 'utf-16be'), encoding: 'utf-16' };
  if (buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf) {
    return { text: iconv.decode(buffer, 'utf-8'), encoding: 'utf-8-bom' };
  }
  if (wanted === 'utf-8') return { text: iconv.decode(buffer, 'utf-8'), encoding: 'utf-8' };
  const utf8 = wanted === 'gbk' ? null : readStrictly(buffer);
  if (utf8 !== null && !isRatherGbk(buffer, utf8)) return { text: utf8, encoding: 'utf-8' };
  return { text: iconv.decode(buffer, 'gb18030'), encoding: 'gbk' };
}

function readStrictly(buffer: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(buffer);
  } catch {
    return null;
  }
}

/** Western letters, or any Latin ones within a word that has plain letters. */
const latinWords = /^[\u00C0-\u00FF]+$|^(?=.*[a-z])[\p{Script=Latin}\d]+$/iu;

/**
 * True where every character beyond ASCII is a pair of bytes as GB 2312 has them, and they read in UTF-8 as something
 * else than Latin words: 一楼 in GBK is a Cyrillic letter and a currency sign in UTF-8, é in UTF-8 a rare Chinese
 * character in GBK.
 */
function isRatherGbk(buffer: Buffer, utf8: string): boolean {
  const words = utf8.match(/[\p{L}\d\u0080-\u07FF]+/gu) ?? [];
  const foreign = words.filter((word) => /[\u0080-\uFFFF]/u.test(word));
  if (foreign.every((word) => latinWords.test(word))) return false;
  const isPaired = buffer.every((byte) => byte < 0x80 || byte >= 0xa1);
  return isPaired && foreign.every((word) => !/[\u0800-\uFFFF]/u.test(word));
}
