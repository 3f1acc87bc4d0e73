import { z } from 'zod';
import { succeed } from '../../../electron/contract/outcome.ts';
import type { AttemptEnd, JobKind, PlannedItem, RunContext } from '../../../electron/jobs/job-kind.ts';

/** One thing that was really done. */
export interface PaperAct {
  readonly group: string;
  readonly before: string;
  readonly after: string;
}

/** Where an attempt can be made to stand still. */
export type PaperPoint = 'begun' | 'permitted' | 'acted' | 'looking';

const rowSchema = z.strictObject({
  account: z.string(),
  phone: z.string(),
  group: z.string(),
  after: z.string(),
});
export type PaperRow = z.output<typeof rowSchema>;
const payloadSchema = z.strictObject({ rows: z.array(rowSchema) });
const subjectSchema = z.strictObject({ group: z.string() });
type Payload = z.output<typeof payloadSchema>;
type Subject = z.output<typeof subjectSchema>;

/** The names of groups, and every act that changed one: the judge of what jobs really did. */
export class PaperWorld {
  readonly acts: PaperAct[] = [];
  readonly names = new Map<string, string>();
  /** Groups whose name cannot be read any more. */
  readonly unreadable = new Set<string>();
  /** Groups that answer an act with the platform's warning. */
  readonly warning = new Set<string>();
  /** Groups whose act has no effect. */
  readonly deaf = new Set<string>();
  readonly #stops = new Map<string, { readonly passed: Promise<void>; readonly pass: () => void }>();
  readonly #standing = new Set<string>();

  nameOf(group: string): string {
    return this.names.get(group) ?? `旧 ${group}`;
  }

  /** Every attempt at that group stands still at that point until `pass`. */
  stopAt(point: PaperPoint, group: string): void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#stops.set(`${point} ${group}`, { passed: promise, pass: resolve });
  }

  /** Lets go on what stands there, and whatever would have stopped there later. */
  pass(point: PaperPoint, group: string): void {
    const stop = this.#stops.get(`${point} ${group}`);
    this.#stops.delete(`${point} ${group}`);
    stop?.pass();
  }

  isStandingAt(point: PaperPoint, group: string): boolean {
    return this.#standing.has(`${point} ${group}`);
  }

  async reach(point: PaperPoint, group: string, signal: AbortSignal): Promise<void> {
    const key = `${point} ${group}`;
    const stop = this.#stops.get(key);
    if (stop === undefined || signal.aborted) return;
    this.#standing.add(key);
    const aborted = new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
    await Promise.race([stop.passed, aborted]);
    this.#standing.delete(key);
  }

  act(group: string, after: string): void {
    this.acts.push({ group, before: this.nameOf(group), after });
    if (!this.deaf.has(group)) this.names.set(group, after);
  }
}

type Trait = 'afterMark' | 'landsWithinMs' | 'needsOperator' | 'mode' | 'planFreshMs';
type PaperTraits = Partial<Pick<JobKind<Payload, Subject>, Trait>> & {
  /** Every row is committed only after a person's yes. */
  readonly asksForYes?: boolean;
};

/** A kind of job without screens: it changes names on paper. */
export function createPaperKind(
  world: PaperWorld,
  { asksForYes = false, ...traits }: PaperTraits = {},
): JobKind<Payload, Subject> {
  return {
    kind: 'test.paper',
    action: 'rename',
    planFreshMs: 600_000,
    afterMark: 'run-again',
    needsOperator: false,
    mode: 'by-account',
    attemptLimitMs: 60_000,
    ...traits,
    payload: payloadSchema,
    subject: subjectSchema,
    plan: async ({ rows }) => succeed(rows.map((row) => planned(row, world))),
    run: async ({ subject: { group }, after }, context) => {
      const isAllowed = !asksForYes || (await hasYes(context));
      return isAllowed ? rename(world, { group, after: after ?? '' }, context) : endWith('failed', 'not-confirmed');
    },
    verify: ({ subject: { group }, after }, context) => look(world, { group, after: after ?? '' }, context),
  };
}

function planned({ account, phone, group, after }: PaperRow, world: PaperWorld): PlannedItem<Subject> {
  const before = world.nameOf(group);
  const isSame = before === after;
  return {
    itemKey: `${account} ${group} rename ${after}`,
    accountId: account,
    phoneId: phone,
    groupId: group,
    name: group,
    subject: { group },
    before,
    after,
    verdict: isSame ? 'skipped' : 'ready',
    code: isSame ? 'already-so' : null,
  };
}

async function hasYes({ operator }: RunContext): Promise<boolean> {
  const answer = await operator.confirm({ tap: '完成', steps: [], evidenceId: null });
  return answer.ok && answer.value === 'yes';
}

interface Wish {
  readonly group: string;
  readonly after: string;
}

async function rename(world: PaperWorld, { group, after }: Wish, context: RunContext): Promise<AttemptEnd> {
  const { signal, commit } = context;
  if (world.nameOf(group) === after) return { ...endWith('skipped', 'already-so'), after, verifiedBy: 'page' };
  context.log(`rename ${group}`);
  await world.reach('begun', group, signal);
  if (context.mode !== 'auto') return byHand(world, { group, after }, context);
  const permitted = await commit.ask();
  if (!permitted.ok) return endWith('failed', permitted.error.code === 'aborted' ? 'aborted' : 'commit-refused');
  await world.reach('permitted', group, signal);
  if (signal.aborted) return endWith('interrupted', 'aborted');
  if (world.warning.has(group)) return { ...endWith('failed', 'too-frequent'), cooldownMs: 3_600_000 };
  world.act(group, after);
  await world.reach('acted', group, signal);
  if (signal.aborted) return endWith('unknown', 'not-verified');
  return readBack(world, { group, after });
}

async function byHand(world: PaperWorld, wish: Wish, { operator }: RunContext): Promise<AttemptEnd> {
  const answer = await operator.commitByHand({ tap: '完成', steps: [], evidenceId: null });
  if (!answer.ok) return endWith('failed', answer.error.code === 'aborted' ? 'aborted' : 'commit-refused');
  return answer.value === 'committed' ? readBack(world, wish) : endWith('failed', 'given-up');
}

function readBack(world: PaperWorld, { group, after }: Wish): AttemptEnd {
  if (world.unreadable.has(group)) return endWith('unknown', 'not-verified');
  const reads = world.nameOf(group);
  return reads === after
    ? { ...endWith('done', 'ok'), after: reads, verifiedBy: 'page' }
    : { ...endWith('unknown', 'not-verified'), after: reads };
}

async function look(world: PaperWorld, { group, after }: Wish, { signal }: RunContext): Promise<AttemptEnd> {
  await world.reach('looking', group, signal);
  if (signal.aborted) return endWith('interrupted', 'aborted');
  if (world.unreadable.has(group)) return endWith('unknown', 'tree-blocked');
  const reads = world.nameOf(group);
  return reads === after
    ? { ...endWith('done', 'ok'), after: reads, verifiedBy: 'page' }
    : { ...endWith('failed', 'still-before'), after: reads };
}

function endWith(state: AttemptEnd['state'], code: NonNullable<AttemptEnd['code']>): AttemptEnd {
  return { state, code, detail: {}, after: null, verifiedBy: null, cooldownMs: null };
}
