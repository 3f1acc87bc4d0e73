import type { LateBeat, Profile } from './block-watch.ts';

const notCalled = new Set(['(root)', '(program)', '(idle)']);
const shownFrames = 6;

type Span = Pick<LateBeat, 'fromUs' | 'toUs'>;

/**
 * How long the loop was blocked by its own work, ms: of the lateness, what the thread spent on a core, or inside a call
 * that waited. A beat that is late because the thread slept on, or because other programs had the cores, is no block.
 */
export function readBlockMs(profile: Profile, beat: LateBeat): number {
  const inCalls = readBusyMs(profile, beat) - beat.queuedMs;
  return Math.max(0, Math.min(beat.lateMs, Math.max(beat.runMs, inCalls)));
}

/** Time in the span in which a sample saw the thread do something. */
function readBusyMs(profile: Profile, span: Span): number {
  const idle = new Set(
    profile.nodes.filter(({ callFrame }) => callFrame.functionName === '(idle)').map(({ id }) => id),
  );
  let busyUs = 0;
  for (const { id, sinceUs } of samplesIn(profile, span)) if (!idle.has(id)) busyUs += sinceUs;
  return busyUs / 1_000;
}

function* samplesIn(profile: Profile, { fromUs, toUs }: Span): Generator<{ id: number; sinceUs: number }> {
  let atUs = profile.startTime;
  for (const [index, id] of profile.samples.entries()) {
    const sinceUs = profile.timeDeltas[index] ?? 0;
    atUs += sinceUs;
    if (atUs > fromUs && atUs <= toUs) yield { id, sinceUs: Math.min(sinceUs, atUs - fromUs) };
  }
}

/**
 * What ran during a span, outermost first, as `name (file:line)` joined by ` > `: of the profile's samples that fall
 * into it, the path that most of them share. Says so when no JavaScript ran: the time went into Electron itself.
 */
export function nameCaller(profile: Profile, span: Span): string {
  const weights = weighNodes(profile, span);
  const byId = new Map(profile.nodes.map((node) => [node.id, node]));
  const path: string[] = [];
  let node = profile.nodes[0];
  while (node !== undefined) {
    const { functionName } = node.callFrame;
    if (!notCalled.has(functionName)) path.push(describeFrame(node.callFrame));
    const own = weights.get(node.id)?.own ?? 0;
    const heaviest = (node.children ?? [])
      .map((id) => ({ id, total: weights.get(id)?.total ?? 0 }))
      .toSorted((left, right) => right.total - left.total)[0];
    if (heaviest === undefined || heaviest.total === 0 || heaviest.total < own) break;
    node = byId.get(heaviest.id);
  }
  if (path.length === 0) return 'no JavaScript: Electron itself';
  return path.slice(-shownFrames).join(' > ');
}

interface Weight {
  own: number;
  total: number;
}

/** Samples in the span by node: its own, and with those of all below it. */
function weighNodes(profile: Profile, span: Span): ReadonlyMap<number, Weight> {
  const weights = new Map<number, Weight>();
  const parents = new Map<number, number>();
  for (const { id, children = [] } of profile.nodes) for (const child of children) parents.set(child, id);
  for (const { id } of samplesIn(profile, span)) {
    weightOf(weights, id).own += 1;
    for (let each: number | undefined = id; each !== undefined; each = parents.get(each)) {
      weightOf(weights, each).total += 1;
    }
  }
  return weights;
}

function weightOf(weights: Map<number, Weight>, id: number): Weight {
  const known = weights.get(id) ?? { own: 0, total: 0 };
  weights.set(id, known);
  return known;
}

function describeFrame({ functionName, url, lineNumber }: Profile['nodes'][number]['callFrame']): string {
  const file = url.split('/').at(-1) ?? '';
  const place = file === '' ? 'native' : `${file}:${lineNumber + 1}`;
  return `${functionName === '' ? '(anonymous)' : functionName} (${place})`;
}
