import iconv from 'iconv-lite';

/** How a text table was written down. `xlsx`: a workbook, which has no encoding of its own. */
export type TableEncoding = 'utf-8' | 'utf-8-bom' | 'utf-16' | 'gbk' | 'xlsx';

/** The bytes as text: by BOM, else UTF-8 where that is without fault, else GBK (GB 18030), as Chinese spreadsheets save. */
export function decodeText(bytes: Uint8Array): { readonly text: string; readonly encoding: TableEncoding } {
  const buffer = Buffer.from(bytes);
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return { text: iconv.decode(buffer, 'utf-16le'), encoding: 'utf-16' };
  const hasMark = buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(buffer);
    return { text, encoding: hasMark ? 'utf-8-bom' : 'utf-8' };
  } catch {
    return { text: iconv.decode(buffer, 'gb18030'), encoding: 'gbk' };
  }
}

/** A zip archive, as every `.xlsx` is. */
export function isWorkbook(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}

/**
 * What a spreadsheet would take for a formula (OWASP, CSV injection), full-width signs and line ends before it included;
 * apostrophes before it are ours, or look so.
 */
const formulaStart = /^'*[=+\-@\t\r\n＝＋－＠]/;
const escapedFormula = /^'+[=+\-@\t\r\n＝＋－＠]/;

/** A cell that no spreadsheet runs: one that looks like a formula gets an apostrophe before it. */
export function neutraliseCell(text: string): string {
  return formulaStart.test(text) ? `'${text}` : text;
}

/** The text that `neutraliseCell` was given. */
export function restoreCell(text: string): string {
  return escapedFormula.test(text) ? text.slice(1) : text;
}
