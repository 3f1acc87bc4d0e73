import { z } from 'zod';
import type { ActionId } from '../../../electron/contract/plan-ids.ts';
import { succeed } from '../../../electron/contract/outcome.ts';
import type { ActItem, AttemptEnd, JobKind, PlannedItem, RunContext } from '../../../electron/jobs/job-kind.ts';
import { pause, type Clock } from '../../../electron/runtime/clock.ts';
import { hashText } from '../../../simulator/world/seeded-random.ts';
import type { ActBook, LoggedAct } from './act-book.ts';

const rowSchema = z.strictObject({
  account: z.string(),
  phone: z.string(),
  group: z.string().nullable(),
  amount: z.number().int(),
  token: z.string(),
});
export type LifeRow = z.output<typeof rowSchema>;
const payloadSchema = z.strictObject({ rows: z.array(rowSchema) });
const subjectSchema = z.strictObject({ token: z.string(), amount: z.number().int() });
type Payload = z.output<typeof payloadSchema>;
type Subject = z.output<typeof subjectSchema>;

/** Where an attempt can be made to stand still. */
export type LifePoint = 'permitted' | 'acted' | 'looking';

export interface LifeWorld {
  readonly book: ActBook;
  readonly clock: Clock;
  /** Told of every point that an attempt comes by; it may not come back from there. */
  readonly reach: (point: LifePoint, token: string) => void;
  /** An act is shown to whoever stands at the phone, who does it with `act` and says so; `shown` is what the log will have of it. */
  readonly hand: (attemptId: number, act: () => void, shown: LoggedAct) => void;
  /** The messenger answers the act with its warning. */
  readonly warns: (token: string) => boolean;
}

const secondMs = 1_000;
export const kindPrefix = 'life.';
const openWord = '未做';

/**
 * A kind of job without screens for one action of a plan: it takes some seconds, does the act, which the act log notes, and looks
 * for it there.
 */
export function createLifeKind(action: ActionId, isHuman: boolean, world: LifeWorld): JobKind<Payload, Subject> {
  return {
    kind: `${kindPrefix}${action}`,
    action,
    planFreshMs: 86_400_000,
    afterMark: 'run-again',
    needsOperator: false,
    mode: isHuman ? 'manual' : 'by-account',
    startsTogether: true,
    attemptLimitMs: 600_000,
    payload: payloadSchema,
    subject: subjectSchema,
    plan: async ({ rows }) => succeed(rows.map((row) => planned(row, action, world))),
    run: (item, context) => run({ item, action, world }, context),
    verify: async (item, { signal }) => {
      const { token } = item.subject;
      await pause(world.clock, secondMs, signal);
      world.reach('looking', token);
      if (!world.book.has(token)) return { ...endWith('failed', 'still-before'), after: openWord };
      // The warning is still there: whoever was shown it first did not live to tell.
      return world.warns(token) ? { ...done(token), cooldownMs: warned({ item, action, world }, 'look') } : done(token);
    },
  };
}

function planned(row: LifeRow, action: ActionId, { book }: LifeWorld): PlannedItem<Subject> {
  const { account, phone, group, amount, token } = row;
  const isDone = book.has(token);
  return {
    itemKey: `${account} ${action} ${token}`,
    accountId: account,
    phoneId: phone,
    groupId: group,
    name: token,
    subject: { token, amount },
    amount,
    before: isDone ? token : openWord,
    after: token,
    verdict: isDone ? 'skipped' : 'ready',
    code: isDone ? 'already-so' : null,
  };
}

interface Order {
  readonly item: ActItem<Subject>;
  readonly action: ActionId;
  readonly world: LifeWorld;
}

async function run(order: Order, context: RunContext): Promise<AttemptEnd> {
  const { world, item } = order;
  const { token } = item.subject;
  if (world.book.has(token)) return { ...done(token), state: 'skipped', code: 'already-so' };
  await pause(world.clock, secondsOf(token, 'way') * secondMs, context.signal);
  return context.mode === 'auto' ? byEngine(order, context) : byHand(order, context);
}

async function byEngine(order: Order, { commit, signal }: RunContext): Promise<AttemptEnd> {
  const { world, item } = order;
  const { token } = item.subject;
  const permitted = await commit.ask();
  if (!permitted.ok) return endWith('failed', permitted.error.code === 'aborted' ? 'aborted' : 'commit-refused');
  world.reach('permitted', token);
  world.book.write(actOf(order, 'engine'));
  world.reach('acted', token);
  await pause(world.clock, secondsOf(token, 'look') * secondMs, signal);
  if (signal.aborted) return endWith('unknown', 'not-verified');
  return world.warns(token) ? { ...endWith('failed', 'too-frequent'), cooldownMs: warned(order, 'act') } : done(token);
}

/** It is on record that the messenger warned, and that the console was told as soon as that is so; answers for how long it asks. */
function warned({ item, world: { book, clock } }: Order, seenIn: 'act' | 'look'): number {
  const id = `warning ${seenIn} ${item.subject.token}`;
  const { accountId } = item;
  book.intend(id, { kind: 'signal', at: clock.now(), accountId, signalId: 'too_frequent_prompt', tool: null });
  setImmediate(() => book.settle(id, true));
  return 3_600_000;
}

async function byHand(order: Order, { operator, attemptId }: RunContext): Promise<AttemptEnd> {
  const { world, item } = order;
  const { token } = item.subject;
  const shown = operator.commitByHand({ tap: '完成', steps: [], evidenceId: null });
  const act = (): void => {
    world.book.write(actOf(order, 'operator'));
    world.reach('acted', token);
  };
  world.hand(attemptId, act, actOf(order, 'operator'));
  const answer = await shown;
  if (!answer.ok) return endWith('failed', answer.error.code === 'aborted' ? 'aborted' : 'commit-refused');
  if (answer.value === 'given-up') return endWith('failed', 'given-up');
  return world.book.has(token) ? done(token) : endWith('unknown', 'not-verified');
}

function actOf({ item, action, world }: Order, by: LoggedAct['by']): LoggedAct {
  const { accountId, phoneId, groupId, subject } = item;
  return { at: world.clock.now(), accountId, phoneId, action, groupId, ...subject, by };
}

/** Some of one to four seconds: on the way to the act, and from it to the look at what came of it. */
export function secondsOf(token: string, what: 'way' | 'look'): number {
  return 1 + (hashText(`${what} ${token}`) % 4);
}

function done(token: string): AttemptEnd {
  return { ...endWith('done', 'ok'), after: token, verifiedBy: 'page' };
}

function endWith(state: AttemptEnd['state'], code: NonNullable<AttemptEnd['code']>): AttemptEnd {
  return { state, code, detail: {}, after: null, verifiedBy: null, cooldownMs: null };
}
