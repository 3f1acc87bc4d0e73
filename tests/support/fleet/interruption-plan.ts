import type { PlacedStrike } from './fleet-evidence.ts';
import type { FaultRequest } from '../../../simulator/faults/fault-spec.ts';
import { leftPages } from '../../../simulator/faults/interruption-spec.ts';
import type { SeededRandom } from '../../../simulator/world/seeded-random.ts';
import type { FleetGroup } from './renaming-fleet.ts';

/** The interruptions by the names that operators know, and what of the simulator each is. */
export const namedInterruptions: Readonly<Record<string, readonly PlacedStrike['what'][]>> = {
  'update dialog': ['update-dialog'],
  'permission prompt': ['permission-dialog'],
  操作太频繁: ['too-frequent'],
  'network lost': ['network-lost'],
  'app crash': ['app-crash'],
  'wrong screen left by a person': ['wrong-screen'],
  'phone locked': ['lock-screen', 'screen-off'],
  'group dissolved meanwhile': ['group-dissolved'],
  'group renamed meanwhile': ['group-renamed'],
  'reply held': ['held-act'],
};

/** What befalls one group: mostly one thing, or two of which the first leads to the second. */
export interface PlannedInterruption {
  readonly group: FleetGroup;
  readonly requests: readonly FaultRequest[];
}

type Make = (groupId: string, random: SeededRandom) => FaultRequest | readonly FaultRequest[];

/**
 * Where in its lane an interruption may stand. `late`: not first, since a version whose first result nobody can read waits
 * for a person; `last`: everything behind it would meet it too; `before-last`: what is behind it waits for a day.
 */
type Slot = 'any' | 'late' | 'last' | 'before-last';

interface Draw {
  readonly slot: Slot;
  readonly make: Make;
}

type Between = Extract<FaultRequest, { kind: 'interruption' }>;

type What = NonNullable<Between['what']>;
type Point = NonNullable<Between['point']>;

const pages = ['chat', 'group-info', 'editor'] as const;
const passingMs = 3_000;

/** An interruption of one group, once, at one of the points given. */
function between(what: What, points: readonly Point[], more: Partial<Between> = {}): Make {
  return (groupId, random) => ({ kind: 'interruption', what, groupId, point: random.pick(points), ...more });
}

function held(holdMs: number | null): Make {
  return (groupId, random) => ({
    kind: 'held-act',
    groupId,
    times: 1,
    holdMs,
    // One that takes effect at once is read back all the same; one that does not is what nobody can tell.
    point: holdMs === null ? 'before-effect' : random.pick(['before-effect', 'after-effect'] as const),
  });
}

/** The messenger goes, and there is no network for a while when it comes back: its first page says so. */
const backWithoutNetwork: Make = (groupId, random) => [
  { kind: 'interruption', what: 'app-crash', groupId, point: random.pick(pages) },
  { kind: 'interruption', what: 'network-lost', groupId, point: 'home', lastsMs: passingMs },
];

const wrongScreen: Make = (groupId, random) => ({
  kind: 'interruption',
  what: 'wrong-screen',
  groupId,
  point: random.pick(pages),
  page: random.pick(leftPages),
});

const renamedByOthers: Make = (groupId, random) => ({
  kind: 'interruption',
  what: 'group-renamed',
  groupId,
  point: random.pick(['chat', 'group-info'] as const),
  name: `别人改的名字${groupId}`,
});

const any = (make: Make): Draw => ({ slot: 'any', make });
const late = (make: Make): Draw => ({ slot: 'late', make });

/** Each named interruption in the forms that differ in how they end. */
const draws: readonly Draw[] = [
  { slot: 'before-last', make: between('too-frequent', ['editor', 'before-effect']) },
  { slot: 'last', make: between('lock-screen', ['editor']) },
  late(held(null)),
  late(between('network-lost', ['before-effect'], { lastsMs: passingMs })),
  late(between('app-crash', ['before-effect'])),
  any(backWithoutNetwork),
  any(held(passingMs)),
  any(between('update-dialog', [...pages, 'search'])),
  any(between('update-dialog', ['after-effect'])),
  any(between('permission-dialog', pages)),
  any(between('permission-dialog', pages)),
  any(between('app-crash', pages)),
  any(between('app-crash', ['after-effect'])),
  any(wrongScreen),
  any(wrongScreen),
  any(between('screen-off', pages)),
  any(between('group-dissolved', [...pages, 'before-effect'])),
  any(renamedByOthers),
  any(renamedByOthers),
];

/** Most of the kinds, each once, for lanes of three groups. */
const fewDraws: readonly Draw[] = [
  { slot: 'before-last', make: between('too-frequent', ['editor', 'before-effect']) },
  any(held(passingMs)),
  any(between('update-dialog', [...pages, 'search'])),
  any(between('permission-dialog', pages)),
  any(between('app-crash', pages)),
  any(wrongScreen),
  any(between('screen-off', pages)),
  any(renamedByOthers),
];

/** Spreads the interruptions over the lanes: each befalls another group, and none stands where it could not be met. */
export function planInterruptions(
  lanes: readonly (readonly FleetGroup[])[],
  random: SeededRandom,
  isShort: boolean,
): PlannedInterruption[] {
  const free = new Set(lanes.flat());
  const closed = new Set<readonly FleetGroup[]>();
  return (isShort ? fewDraws : draws).map(({ slot, make }) => {
    const open = lanes.filter((lane) => !closed.has(lane));
    const fitting = (slot === 'last' || slot === 'before-last' ? open : lanes).flatMap((lane) =>
      slotsOf(lane, slot).filter((group) => free.has(group)),
    );
    const group = random.pick(fitting);
    free.delete(group);
    if (slot === 'last' || slot === 'before-last') {
      const lane = lanes.find((each) => each.includes(group)) ?? [];
      closed.add(lane);
      const last = lane.at(-1);
      if (last !== undefined) free.delete(last);
    }
    return { group, requests: [make(group.worldId, random)].flat() };
  });
}

function slotsOf(lane: readonly FleetGroup[], slot: Slot): readonly FleetGroup[] {
  switch (slot) {
    case 'any':
      return lane;
    case 'late':
      return lane.slice(1);
    case 'last':
      return lane.slice(-1);
    case 'before-last':
      return lane.slice(-2, -1);
  }
}
