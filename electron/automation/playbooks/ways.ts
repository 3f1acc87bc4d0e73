import type { AppFile, Move } from './playbook-schema.ts';

/**
 * The moves of the shortest way between two screens, or null when none leads there. Moves that only go back count
 * like any other; `avoided` ones do not.
 */
export function findWay(
  app: AppFile,
  from: string,
  to: string,
  avoided: ReadonlySet<Move> = new Set(),
): readonly Move[] | null {
  if (from === to) return [];
  const visited = new Set([from]);
  let ways: { readonly at: string; readonly moves: readonly Move[] }[] = [{ at: from, moves: [] }];
  while (ways.length > 0) {
    const next: typeof ways = [];
    for (const { at, moves } of ways) {
      for (const move of app.moves) {
        if (!move.from.includes(at) || visited.has(move.to) || avoided.has(move)) continue;
        if (move.to === to) return [...moves, move];
        visited.add(move.to);
        next.push({ at: move.to, moves: [...moves, move] });
      }
    }
    ways = next;
  }
  return null;
}
