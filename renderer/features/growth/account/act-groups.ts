import type { GateView } from '@contract/board-card.ts';

/** Acts of which the gate says the same: why, until when, with the same numbers. */
export interface ActGroup {
  readonly said: GateView;
  readonly views: readonly GateView[];
  /** Null where each has a rule of its own. */
  readonly path: string | null;
}

/** In the order in which the gate was asked about the first of each. */
export function groupActs(gate: readonly GateView[]): readonly ActGroup[] {
  const groups = new Map<string, GateView[]>();
  for (const view of gate) {
    const { kind, reason, untilAt, detail } = view;
    const { path: _path, ...said } = detail;
    const key = JSON.stringify([kind, reason, untilAt, said]);
    const like = groups.get(key);
    if (like === undefined) groups.set(key, [view]);
    else like.push(view);
  }
  return [...groups.values()].flatMap((views) => {
    const [said] = views;
    if (said === undefined) return [];
    return [{ said, views, path: views.every(({ path }) => path === said.path) ? said.path : null }];
  });
}
