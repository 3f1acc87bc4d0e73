import { array, check, constantFrom, integer, nat, oneof, property, record, string, type Arbitrary } from 'fast-check';
import type { DriverLink } from '../../../electron/automation/drivers/driver-link.ts';
import { parseHierarchy, type UiNode } from '../../../electron/automation/hierarchy.ts';
import { DriverDesk } from '../../support/driver-desk.ts';
import { atLeast, exactly, told, type Figure, type ShowOptions } from '../show-line.ts';
import { watchAct } from './watched-acts.ts';

const place = 1;
const deepest = 50_000;
const longestPart = 4_000;
/** Of the texts that are made of a dump at least this many are still trees: a parser that refuses everything shows nothing. */
const leastTrees = 0.02;
const openTag = '<node text="群" bounds="[0,0][9,9]">';
const noise = 'java.lang.NullPointerException\n\tat android.os.Parcel.<init>(Parcel.java:2071)\n';

/** What stands around and inside of a tree where a phone prints badly. */
const pieces = [
  '<hierarchy rotation="0">',
  openTag,
  '</node>',
  '</hierarchy>',
  '<',
  '"',
  '&#xD83D;',
  '\uD83D',
  noise,
  'UI hierchary dumped to: /sdcard/window_dump.xml\n',
];

/**
 * Dumps that a phone printed while its messenger was walked through, read as they are, then cut, mixed, bitten and buried in depth: each
 * is read or refused, and an exception is a miss. There is no dump of a real phone's messenger here, which would show somebody's groups;
 * virtual phones print as Android's dumper does.
 */
export async function fuzzHierarchy({ isShort, seed, signal }: ShowOptions): Promise<Figure[]> {
  const dumps = await recordDumps(seed, signal);
  const numRuns = isShort ? 5_000 : 100_000;
  const fuzz = { texts: textsOf(dumps), numRuns, seed };
  let trees = 0;
  const found = countRuns(fuzz, (text) => {
    if (parseHierarchy(text).ok) trees += 1;
  });
  const control = countRuns(fuzz, (text) => {
    if (text.includes('\uD83D')) throw new Error('half an emoji');
  });
  return [
    atLeast('pages that a phone printed while its messenger was walked through', dumps.length, 6, 'dumps'),
    exactly('of these read with every view that they hold', dumps.filter(isReadWhole).length, dumps.length),
    exactly(
      'the same between a stack trace and the word for the file',
      dumps.filter(isReadInNoise).length,
      dumps.length,
    ),
    exactly(
      `views of ${deepest} inside of each other that are read, and how deep`,
      tellDepth(deepest),
      tellWanted(deepest),
    ),
    exactly('the same where none is closed', tellDepth(deepest, false), 'ui-tree-empty'),
    exactly(`texts of ${numRuns} that the hierarchy parser threw on`, found ?? 0, 0),
    atLeast('of these still trees', trees, numRuns * leastTrees, 'texts'),
    told('and refused', numRuns - trees),
    atLeast('control: the text at which a parser is seen that throws on half an emoji', control ?? 0, 1, ''),
  ];
}

/** What the phone prints for `uiautomator dump`, page by page, byte for byte. */
async function recordDumps(seed: number, signal: AbortSignal): Promise<readonly string[]> {
  const desk = await DriverDesk.open(['redmi_7'], seed);
  try {
    const dumps = new Set<string>();
    const link = recording(await desk.link(place), (output) => void dumps.add(output));
    const { driver } = await desk.driver(place, { only: 'dump', link });
    const [group] = desk.android(place).phone.display.messenger?.groups ?? [];
    await watchAct(driver, { act: 'read-own-identity', variables: {}, signal });
    await watchAct(driver, { act: 'read-group-list', variables: {}, signal });
    await watchAct(driver, { act: 'read-group', variables: { groupName: group?.name ?? '' }, signal });
    return [...dumps];
  } finally {
    await desk.endDrivers();
    await desk.close();
  }
}

function recording(link: DriverLink, keep: (dump: string) => void): DriverLink {
  return {
    ...link,
    shell: async (command, options) => {
      const ended = await link.shell(command, options);
      if (ended.ok && ended.value.stdout.includes('<hierarchy')) keep(ended.value.stdout);
      return ended;
    },
  };
}

function viewsIn(dump: string): number {
  return dump.split('<node ').length - 1;
}

function isReadWhole(dump: string): boolean {
  const tree = parseHierarchy(dump);
  return tree.ok && tree.value.nodes.length === viewsIn(dump);
}

function isReadInNoise(dump: string): boolean {
  return isReadWhole(`${noise}${dump}UI hierchary dumped to: /sdcard/window_dump.xml\n`);
}

function tellDepth(count: number, isClosed = true): string {
  const end = isClosed ? `${'</node>'.repeat(count)}</hierarchy>` : '';
  const tree = parseHierarchy(`<hierarchy>${openTag.repeat(count)}${end}`);
  if (!tree.ok) return tree.error.code;
  const { nodes } = tree.value;
  let depth = 0;
  for (let node: UiNode | null = nodes.at(-1) ?? null; node !== null; node = node.parent) depth += 1;
  return `${nodes.length} views, ${depth} deep`;
}

function tellWanted(count: number): string {
  return `${count} views, ${count} deep`;
}

interface Fuzz {
  readonly texts: Arbitrary<string>;
  readonly numRuns: number;
  readonly seed: number;
}

/** At which text it threw; null for never. */
function countRuns({ texts, numRuns, seed }: Fuzz, work: (text: string) => void): number | null {
  const found = check(property(texts, work), { numRuns, seed, endOnFailure: true });
  return found.failed ? found.numRuns : null;
}

/** Text of any kind; parts of dumps among pieces of trees; a dump with something bitten out of it, or buried in depth. */
function textsOf(dumps: readonly string[]): Arbitrary<string> {
  const dump = constantFrom(...dumps);
  const at = nat();
  const part = record({ dump, at, length: integer({ min: 1, max: longestPart }) }).map((cut) => {
    const from = cut.at % cut.dump.length;
    return cut.dump.slice(from, from + cut.length);
  });
  const scrap = oneof(constantFrom(...pieces), string({ unit: 'binary', maxLength: 40 }));
  const mixed = array(oneof(scrap, { arbitrary: part, weight: 2 }), { maxLength: 12 }).map((parts) => parts.join(''));
  const bitten = record({ dump, at, length: nat(60), scrap }).map((bite) => {
    const from = bite.at % bite.dump.length;
    return `${bite.dump.slice(0, from)}${bite.scrap}${bite.dump.slice(from + bite.length)}`;
  });
  const buried = record({ dump, depth: nat(500), closed: nat(500) }).map(
    (deep) => `<hierarchy>${openTag.repeat(deep.depth)}${deep.dump}${'</node>'.repeat(deep.closed)}</hierarchy>`,
  );
  return oneof(
    { arbitrary: array(scrap, { maxLength: 60 }).map((parts) => parts.join('')), weight: 6 },
    { arbitrary: mixed, weight: 6 },
    { arbitrary: bitten, weight: 2 },
    { arbitrary: buried, weight: 1 },
  );
}
