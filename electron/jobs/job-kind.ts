import type { z } from 'zod';
import type { ExecutionMode, Verification } from '../contract/automation.ts';
import type { ItemCode } from '../contract/job-codes.ts';
import type { AttemptNoteCode, PlanVerdict, TapArea } from '../contract/jobs.ts';
import type { Fault, Outcome } from '../contract/outcome.ts';
import type { Phone, TextParams } from '../contract/phones.ts';
import type { PhoneLink } from '../devices/sessions/phone-link.ts';
import type { EvidencePicture } from './evidence-port.ts';

/** One row of a plan, as its kind makes it. */
export interface PlannedItem<Subject> {
  /** Names the act for ever: account, group, action and target. Two items of one key are never under way at once. */
  readonly itemKey: string;
  readonly accountId: string;
  readonly phoneId: string;
  readonly groupId: string | null;
  /** What the row is about, in the words of the messenger. */
  readonly name: string;
  readonly subject: Subject;
  readonly before: string | null;
  readonly after: string | null;
  readonly verdict: PlanVerdict;
  /** Why, for every verdict but `ready`. */
  readonly code: ItemCode | null;
  readonly detail?: TextParams;
}

/** An item that is carried out. */
export interface ActItem<Subject> {
  readonly itemId: number;
  readonly jobId: number;
  readonly itemKey: string;
  readonly accountId: string;
  readonly phoneId: string;
  readonly groupId: string | null;
  readonly name: string;
  readonly subject: Subject;
  readonly before: string | null;
  readonly after: string | null;
}

/**
 * Asked right before the committing tap, with nothing between its answer and the tap. It asks the gate again and notes
 * the commit where a crash cannot take it. `go` is given once per attempt; anything else (`commit-refused`, `aborted`,
 * `disk-full` …) means that the tap must not be sent.
 */
export interface CommitPort {
  ask(): Promise<Outcome<'go'>>;
}

/** What a person is shown who has to act on the phone. */
export interface Brink {
  /** The words to tap, as the phone shows them; null when there is more to it than one tap. */
  readonly tap: string | null;
  /** What to do, in order; may be empty where `tap` says it all. */
  readonly steps: readonly string[];
  readonly evidenceId: string | null;
  /** Where on that picture to tap; null where that is not known. */
  readonly tapArea?: TapArea | null;
  /** Asks whether it was done earlier instead of asking to do it. */
  readonly isCheck?: boolean;
  /** The second part of an act whose first part was shown: what was permitted then still is. */
  readonly isFollowUp?: boolean;
  /** Nothing that is asked for commits anything: the ledger notes no commit, and a cancelled task is simply cancelled. */
  readonly isHarmless?: boolean;
}

/** `aborted`: the caller's own signal ended the wait, as an engine does that sees the result on the screen first. */
export type OperatorAnswer = 'committed' | 'given-up' | 'aborted';

/**
 * Hands the act to the operator. Before it is shown the gate is asked and the ledger notes that a commit may follow, as
 * `CommitPort` does. Fails as that does, and with `aborted` when the attempt is stopped.
 */
export interface OperatorPort {
  commitByHand(brink: Brink, signal?: AbortSignal): Promise<Outcome<OperatorAnswer>>;
  /** The operator's yes to this one act, which the engine then commits itself through `CommitPort`. Notes nothing. */
  confirm(brink: Brink, signal?: AbortSignal): Promise<Outcome<'yes' | 'no'>>;
}

/** A phone that is held for an item. */
export interface HeldPhone {
  readonly phone: Phone;
  readonly link: PhoneLink;
  /** Fires when the phone is lost, the item is cancelled, everything is stopped, or it took too long. */
  readonly signal: AbortSignal;
}

/** What an attempt works with. The phone is held for as long as it runs. */
export interface RunContext extends HeldPhone {
  readonly attemptId: number;
  readonly mode: ExecutionMode;
  /** An earlier attempt at the item began. False for a look that is due only because the plan is of an earlier day. */
  readonly wasTried: boolean;
  /** A commit of an earlier attempt may have taken effect: no reading has settled it. */
  readonly isMarked: boolean;
  readonly commit: CommitPort;
  readonly operator: OperatorPort;
  /** Keeps a picture; answers its id. A picture that cannot be kept does not fail the act. */
  readonly evidence: { save(picture: EvidencePicture): Promise<Outcome<string>> };
  /** Adds a line to the attempt's log, for people. */
  log(line: string): void;
  /** What a person should know of the attempt besides how it ends; the first one of a code stays. */
  note(code: AttemptNoteCode, fault: Fault): void;
}

export interface AttemptEnd {
  /**
   * `done` only with proof (`verifiedBy`); `failed`: it is not so and nothing of it is under way, after a commit only where
   * that was refused or reads as before; `unknown`: committed and not read back; `skipped`: nothing had to be or may be
   * done; `interrupted`: it broke off before any end.
   */
  readonly state: 'done' | 'failed' | 'unknown' | 'skipped' | 'interrupted';
  readonly code: ItemCode | null;
  readonly detail: TextParams;
  /** What reads on the phone now; null when it was not read. */
  readonly after: string | null;
  readonly verifiedBy: Verification | null;
  /** Set after a warning of the platform: nothing is done with the account for so long. */
  readonly cooldownMs: number | null;
}

/** What a person who looked says of an act whose result nobody could read. */
export interface PersonsWord {
  readonly isDone: boolean;
}

export interface PlanContext {
  readonly now: number;
  readonly signal: AbortSignal;
}

/** What of an item its lanes go by. */
export type LaneItem = Pick<ActItem<unknown>, 'accountId' | 'phoneId' | 'groupId'>;

/** What a kind of job says of itself. */
export interface KindTraits {
  /** `groups.rename`; stored with every job, never reused for something else. */
  readonly kind: string;
  /** What the gate counts it as. */
  readonly action: string;
  /** A plan older than this cannot be confirmed. */
  readonly planFreshMs: number;
  /** What to do with an act that was committed and reads as not done: again, or never again by itself. */
  readonly afterMark: 'run-again' | 'review';
  /**
   * For so long after a commit its effect may still come, over a slow network say: a look that finds nothing any sooner
   * proves nothing, and is made again then. Left out: the effect comes at once or never.
   */
  readonly landsWithinMs?: number;
  /** Items begin only while an operator is chosen. */
  readonly needsOperator: boolean;
  /** `manual`: always by a person, whatever the account's mode. */
  readonly mode: 'by-account' | 'manual';
  /** Nothing is changed in an app: whoever starts it need not have read the platform's rules. */
  readonly isHarmless?: boolean;
  /** It finds out which account is on the phone, whichever it was when it was planned. */
  readonly findsAccount?: boolean;
  /** Nothing is committed in an app, so that no first item has to prove anything before the others begin. */
  readonly startsTogether?: boolean;
  /** How long an attempt without a person in it may take. */
  readonly attemptLimitMs: number;
}

/**
 * A kind of job. `plan` acts on nothing. `run` reads the present state before it commits and skips what is already so.
 * `verify` only reads: `done`, or `failed` with the code `still-before` and in `after` what reads instead, both only when
 * that is certain; anything else counts as unreadable.
 */
export interface JobKind<Payload, Subject> extends KindTraits {
  readonly payload: z.ZodType<Payload>;
  /** What is stored of an item besides its plain fields. */
  readonly subject: z.ZodType<Subject>;
  /**
   * Names what only one act at a time may have, over the jobs of all kinds, besides its account and its phone, which every act has to
   * itself; null: nothing. Left out: the group, unless the kind is harmless.
   */
  laneKey?(item: LaneItem): string | null;
  /**
   * Which version of its app is on the phone now, and notes it there; null where that is not known. Asked before anything begins,
   * since apps are updated over night and the first item on a version goes alone. Left out: it acts in no app.
   */
  readVersion?(held: HeldPhone): Promise<string | null>;
  plan(payload: Payload, context: PlanContext): Promise<Outcome<readonly PlannedItem<Subject>[]>>;
  run(item: ActItem<Subject>, context: RunContext): Promise<AttemptEnd>;
  verify(item: ActItem<Subject>, context: RunContext): Promise<AttemptEnd>;
  /** A person has answered for an act in needs-review: what the kind keeps of results is brought up to date. Left out: it keeps none. */
  reviewed?(item: ActItem<Subject>, word: PersonsWord): Outcome<null>;
}
