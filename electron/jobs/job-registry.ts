import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import type {
  ActItem,
  AttemptEnd,
  HeldPhone,
  JobKind,
  KindTraits,
  LaneItem,
  PersonsWord,
  PlanContext,
  PlannedItem,
  RunContext,
} from './job-kind.ts';

/** An item of a kind, ready to be carried out or looked at. */
export interface Act {
  run(context: RunContext): Promise<AttemptEnd>;
  verify(context: RunContext): Promise<AttemptEnd>;
  reviewed(word: PersonsWord): Outcome<null>;
}

/** A kind as the engine sees it: payloads and subjects are whatever was stored, and are parsed here. */
export interface RegisteredKind extends KindTraits {
  laneKey(item: LaneItem): string | null;
  readVersion(held: HeldPhone): Promise<string | null>;
  plan(payload: unknown, context: PlanContext): Promise<Outcome<readonly PlannedItem<unknown>[]>>;
  /** Null when the stored subject does not parse any more. */
  bind(item: ActItem<unknown>): Act | null;
}

/** Closes a kind over its own types. */
export function registerKind<Payload, Subject>(kind: JobKind<Payload, Subject>): RegisteredKind {
  const traits = traitsOf(kind);
  return {
    ...traits,
    laneKey: (item) => (kind.laneKey === undefined ? groupLaneOf(item, traits.isHarmless) : kind.laneKey(item)),
    readVersion: async (held) => (await kind.readVersion?.(held)) ?? held.phone.facts.messengerVersion,
    plan: async (payload, context) => {
      const parsed = kind.payload.safeParse(payload);
      if (parsed.success) return kind.plan(parsed.data, context);
      const issue = parsed.error.issues[0];
      const field = ['payload', ...(issue?.path ?? [])].join('.');
      return fail('invalid-input', `the payload of ${kind.kind} breaks a rule`, { field, rule: issue?.code ?? '' });
    },
    bind: (item) => {
      const subject = kind.subject.safeParse(item.subject);
      if (!subject.success) return null;
      const bound = { ...item, subject: subject.data };
      return {
        run: (context) => kind.run(bound, context),
        verify: (context) => kind.verify(bound, context),
        reviewed: (word) => kind.reviewed?.(bound, word) ?? succeed(null),
      };
    },
  };
}

/** What a kind says of itself, with what it left out. */
function traitsOf(kind: KindTraits): Required<KindTraits> {
  return {
    kind: kind.kind,
    action: kind.action,
    planFreshMs: kind.planFreshMs,
    afterMark: kind.afterMark,
    needsOperator: kind.needsOperator,
    mode: kind.mode,
    attemptLimitMs: kind.attemptLimitMs,
    startsTogether: kind.startsTogether ?? false,
    landsWithinMs: kind.landsWithinMs ?? 0,
    isHarmless: kind.isHarmless ?? false,
    findsAccount: kind.findsAccount ?? false,
  };
}

/** Two acts never change one group at the same time, through whatever accounts. */
function groupLaneOf({ groupId }: LaneItem, isHarmless: boolean): string | null {
  return groupId === null || isHarmless ? null : `group ${groupId}`;
}

/** All kinds of job that this console knows, by name. */
export class JobRegistry {
  readonly #kinds: ReadonlyMap<string, RegisteredKind>;

  /** @throws Error when two kinds share a name */
  constructor(kinds: readonly RegisteredKind[]) {
    this.#kinds = new Map(kinds.map((kind) => [kind.kind, kind]));
    if (this.#kinds.size < kinds.length) throw new Error('two job kinds share a name');
  }

  get(kind: string): RegisteredKind | null {
    return this.#kinds.get(kind) ?? null;
  }

  /** As `get`; `job-kind-unknown` for a name that no kind has. */
  find(kind: string): Outcome<RegisteredKind> {
    const found = this.get(kind);
    return found === null ? fail('job-kind-unknown', 'no such kind of job', { kind }) : succeed(found);
  }
}
