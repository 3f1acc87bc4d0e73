/**
 * The layers of `electron/`, lowest first: its folders, and as `composition` the files that lie directly in it. Folders of
 * one tier do not import each other; a file imports only what stands in tiers before its own, and its own folder.
 */
export const tiers: readonly (readonly string[])[] = [
  ['contract'],
  ['runtime'],
  ['store', 'adb', 'tables'],
  ['settings', 'audit'],
  ['devices'],
  ['automation'],
  ['jobs'],
  ['accounts'],
  ['groups', 'materials', 'screens', 'tools'],
  ['insights'],
  ['demo', 'desk'],
  ['composition'],
  ['headless'],
  ['app'],
];

/** Packages that only one folder may import. */
export const owners: Readonly<Record<string, string>> = {
  electron: 'app',
  'better-sqlite3': 'store',
  '@devicefarmer/adbkit': 'adb',
};

/** The longest a source file may be. */
export const longestFile = 400;

/**
 * A source file by its path below the project folder, with what it imports: paths below the project folder, `npm:` and the
 * name of a package, or modules of Node (`node:fs`).
 */
export interface Source {
  readonly path: string;
  readonly imports: readonly string[];
}

/** Tells what is wrong with one import; null when the layer table allows it. */
export function judgeImport(path: string, target: string): string | null {
  return judgePackage(path, target) ?? judgeSide(path, target) ?? judgeTier(path, target);
}

function judgePackage(path: string, target: string): string | null {
  const owner = Object.entries(owners).find(([name]) => target === `npm:${name}` || target.startsWith(`npm:${name}/`));
  if (owner !== undefined && isProduct(path) && layerOf(path) !== owner[1]) {
    return `only electron/${owner[1]} imports ${owner[0]}`;
  }
  return path.startsWith('renderer/') && target.startsWith('node:') ? 'renderer imports no module of Node' : null;
}

function judgeSide(path: string, target: string): string | null {
  const side = sideOf(path);
  const other = sideOf(target);
  if (other === null || other === side || !isProduct(path)) return null;
  if (side === 'renderer' && target.startsWith('electron/contract/')) return null;
  return side === 'renderer' && other === 'electron'
    ? 'renderer imports nothing of electron but the contract'
    : `${side ?? path} imports nothing of ${other}`;
}

function judgeTier(path: string, target: string): string | null {
  const from = layerOf(path);
  const to = layerOf(target);
  if (from === null || to === null || from === to || !target.startsWith('electron/')) return null;
  const rank = rankOf(from);
  const otherRank = rankOf(to);
  if (rank === -1 || otherRank === -1) return `electron/${rank === -1 ? from : to} is not in the layer table`;
  if (otherRank < rank) return null;
  return `electron/${from} may not import electron/${to}: imports go to the left only`;
}

/** All that is wrong with the imports of `sources`, one line each. */
export function findViolations(sources: readonly Source[]): readonly string[] {
  return sources.flatMap(({ path, imports }) =>
    imports.flatMap((target) => {
      const problem = judgeImport(path, target);
      return problem === null ? [] : [`${path} -> ${target}: ${problem}`];
    }),
  );
}

/** A cycle among `sources` as a list of paths that begins and ends with the same one; null when there is none. */
export function findCycle(sources: readonly Source[]): readonly string[] | null {
  const importsOf = new Map(sources.map(({ path, imports }) => [path, imports]));
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): readonly string[] | null => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (done.has(path)) return null;
    for (const target of importsOf.get(path) ?? []) {
      const cycle = importsOf.has(target) ? visit(target, [...trail, path]) : null;
      if (cycle !== null) return cycle;
    }
    done.add(path);
    return null;
  };
  for (const { path } of sources) {
    const cycle = visit(path, []);
    if (cycle !== null) return cycle;
  }
  return null;
}

function isProduct(path: string): boolean {
  return sideOf(path) === 'electron' || sideOf(path) === 'renderer' || sideOf(path) === 'simulator';
}

function sideOf(path: string): string | null {
  return /^(electron|renderer|simulator|tests|scripts)\//.exec(path)?.[1] ?? null;
}

function layerOf(path: string): string | null {
  if (/^electron\/[^/]+\.ts$/.test(path)) return 'composition';
  return /^electron\/([^/]+)\//.exec(path)?.[1] ?? null;
}

function rankOf(layer: string): number {
  return tiers.findIndex((tier) => tier.includes(layer));
}
