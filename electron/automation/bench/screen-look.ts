import type { BenchLook, BenchNode, NodeFlag } from '../../contract/playbook-bench.ts';
import { fail, succeed, type Fault, type Outcome } from '../../contract/outcome.ts';
import { shrinkPicture } from '../evidence/picture.ts';
import type { UiNode, UiTree } from '../hierarchy.ts';
import type { AppFile } from '../playbooks/playbook-schema.ts';
import { screenOf } from '../tap-target.ts';
import type { UiDriver } from '../ui-driver.ts';
import { readPngSize } from './png-size.ts';
import type { SearchedLook } from './query-trial.ts';
import { seeScreen } from './sight.ts';

export interface LookOrder {
  readonly driver: Pick<UiDriver, 'tree' | 'screenshot'>;
  /** Whose screens are recognised; null without a sound playbook. */
  readonly app: AppFile | null;
  readonly lookId: number;
  readonly now: () => number;
}

export interface TakenLook {
  readonly shown: BenchLook;
  /** Null while there are no views to search. */
  readonly searched: SearchedLook | null;
}

/** Faults that are about what the screen shows and not about the phone's link. */
const screenFaults: ReadonlySet<Fault['code']> = new Set([
  'ui-tree-empty',
  'ui-tree-blocked',
  'ui-not-idle',
  'command-failed',
  'output-too-large',
]);

/**
 * Picture and views, one right after the other. What only one of them lacks is told with the other; fails as the link does
 * when neither came.
 */
export async function takeLook({ driver, app, lookId, now }: LookOrder): Promise<Outcome<TakenLook>> {
  const shot = await driver.screenshot();
  const tree = await driver.tree();
  const fault = tree.ok ? null : tree.error;
  if (fault !== null && !screenFaults.has(fault.code)) return { ok: false, error: fault };
  const picture = shot.ok ? await pictureOf(shot.value) : shot;
  const base = {
    lookId,
    takenAt: now(),
    ...sizeOf(shot, tree.ok ? tree.value : null),
    picture: picture.ok ? picture.value : null,
    pictureFault: picture.ok ? null : picture.error,
    treeFault: fault,
  };
  if (!tree.ok) return succeed({ shown: { ...base, nodes: [], sight: null }, searched: null });
  return succeed(readTree(base, tree.value, app));
}

function readTree(base: Omit<BenchLook, 'nodes' | 'sight'>, tree: UiTree, app: AppFile | null): TakenLook {
  const places = new Map(tree.nodes.map((node, place) => [node, place]));
  const placeOf = (node: UiNode): number => places.get(node) ?? -1;
  const sight = app === null ? null : seeScreen(app, tree, placeOf);
  const depths: number[] = [];
  const nodes = tree.nodes.map((node): BenchNode => {
    const parent = node.parent === null ? null : placeOf(node.parent);
    const depth = parent === null ? 0 : (depths[parent] ?? 0) + 1;
    depths.push(depth);
    return showNode(node, parent, depth);
  });
  return {
    shown: { ...base, nodes, sight: sight?.shown ?? null },
    searched: { lookId: base.lookId, page: sight?.page ?? tree, placeOf },
  };
}

function showNode(node: UiNode, parent: number | null, depth: number): BenchNode {
  const { className, packageName, text, description, resourceId, bounds } = node;
  return { parent, depth, className, packageName, text, description, resourceId, bounds, flags: flagsOf(node) };
}

function flagsOf(node: UiNode): NodeFlag[] {
  const flags: readonly (readonly [NodeFlag, boolean])[] = [
    ['clickable', node.isClickable],
    ['scrollable', node.isScrollable],
    ['disabled', !node.isEnabled],
    ['selected', node.isSelected],
    ['checked', node.isChecked],
    ['focused', node.isFocused],
  ];
  return flags.flatMap(([flag, isSo]) => (isSo ? [flag] : []));
}

/** The picture's own size: it is the display's. Without one, what the views cover. */
function sizeOf(shot: Outcome<Uint8Array>, tree: UiTree | null): { width: number | null; height: number | null } {
  const size = shot.ok ? readPngSize(shot.value) : null;
  if (size !== null) return size;
  const screen = tree === null ? null : screenOf(tree);
  return { width: screen?.right ?? null, height: screen?.bottom ?? null };
}

/** Small enough to be shown every two seconds; as the phone sent it where it cannot be made smaller. */
async function pictureOf(png: Uint8Array): Promise<Outcome<NonNullable<BenchLook['picture']>>> {
  if (readPngSize(png) === null) return fail('command-failed', 'the phone sent no picture', { command: 'screencap' });
  const small = await shrinkPicture(png);
  const { bytes, mediaType } = small.ok ? small.value : { bytes: png, mediaType: 'image/png' as const };
  return succeed({ mediaType, base64: Buffer.from(bytes).toString('base64') });
}
