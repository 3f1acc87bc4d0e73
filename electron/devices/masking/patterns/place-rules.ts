import type { Rule } from './rule.ts';

const cellKeys = 'ci|nci|eci|cid|cell_?id|lac|tac|pci|physical_?cell_?id|psc|bsic|base_?station_?id';
const cellWord = String.raw`\bm?(?:lac|tac|ci|cid|cell_?id)\b`;
/** The line names a cell, before or behind. */
const besideCell = String.raw`(?:(?<=${cellWord}[^\n]{0,200})|(?=[^\n]{0,200}${cellWord}))`;
const latitude = 'lat(?:itude)?';
const longitude = 'lon(?:g(?:itude)?)?|lng';

/**
 * Where a phone is: the cells that it hears (`CellIdentity…`, `mCellLocation`), coordinates, addresses. A cell's numbers
 * are short, and only what they are called makes them one.
 */
export const placeRules: readonly Rule[] = [
  {
    kind: 'place',
    pattern: new RegExp(
      String.raw`(?<![a-z\d])m?(?:${cellKeys})\\*"?[ \t]*[:=][ \t]*\\*"?(?<value>0x[\da-f]+|\d{1,19})(?!\w|\.\d)`,
      'gid',
    ),
    isOnlyHere: true,
  },
  {
    kind: 'place',
    pattern: new RegExp(
      String.raw`(?<![a-z\d])m?(?:mccmnc|mcc|mnc)\\*"?[ \t]*[:=][ \t]*\\*"?(?<value>\d{1,6})(?!\d|\.\d)${besideCell}`,
      'gid',
    ),
    isOnlyHere: true,
  },
  {
    kind: 'place',
    pattern: /(?<![A-Za-z\d])(?:LAC|TAC|CID|ECI|NCI|PCI)[ \t]+(?<value>\d{2,11})\b/dg,
    isOnlyHere: true,
  },
  {
    kind: 'place',
    pattern:
      /\b(?:m?NetworkId|m?SystemId|(?:m|baseStation)(?:Longitude|Latitude))=(?<=(?:CellIdentityCdma|CellLocation=Bundle)[^\n}]{0,240})(?<value>-?\d+)/dgi,
    isOnlyHere: true,
  },
  {
    kind: 'place',
    pattern: /\bm?CellLocation=\[(?<lac>-?\d+),(?<cid>-?\d+),(?<psc>-?\d+)\]/dg,
    isOnlyHere: true,
  },
  {
    kind: 'place',
    pattern: new RegExp(
      String.raw`(?<![a-z])m?(?:${latitude}|${longitude})\\*"?[ \t]*[:=][ \t]*\\*"?(?<value>-?\d{1,3}\.\d+)`,
      'gid',
    ),
  },
  {
    kind: 'place',
    pattern: /\b(?:Location\[\w+ |geo:)(?<latitude>-?\d{1,2}\.\d+), ?(?<longitude>-?\d{1,3}\.\d+)/dgi,
  },
  {
    kind: 'place',
    pattern: /(?<![\w.])(?<latitude>-?\d{1,2}\.\d{4,}), ?(?<longitude>-?\d{2,3}\.\d{4,})(?![\w.])/dg,
  },
  {
    kind: 'place',
    pattern:
      /\b(?:address|addr|poi(?:_?name)?|street|location)\\*"?[ \t]*[:=][ \t]*\\*"?(?<value>[^\n",;}\]\\]{0,80}\p{Script=Han}[^\n",;}\]\\]{0,120})/dgiu,
  },
];
