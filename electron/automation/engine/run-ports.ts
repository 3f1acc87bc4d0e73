import type { ExecutionMode, PlaybookResultCode, StepRecord, Verification } from '../../contract/automation.ts';
import type { Outcome } from '../../contract/outcome.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Playbook } from '../playbooks/playbooks.ts';
import type { Variables } from '../playbooks/variables.ts';
import type { UiDriver } from '../ui-driver.ts';

/**
 * Asked right before the committing tap, with nothing between its `go` and the tap. Whoever answers asks the gate again,
 * refuses after everything was stopped, and notes the commit where a crash cannot take it.
 */
export interface CommitPort {
  ask(): Promise<Outcome<'go'>>;
}

/** A part of a picture, as shares of its width and height from its top left corner. */
export interface TapArea {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** What a person is shown who has to act on the phone. */
export interface Brink {
  /** The words to tap, as the phone shows them; null when there is more to it than one tap. */
  readonly tap: string | null;
  /** What to do, in order; may be empty where `tap` says it all. */
  readonly steps: readonly string[];
  /** The screen at that moment. */
  readonly evidenceId: string | null;
  /** Where on that picture to tap; null where that is not known. */
  readonly tapArea?: TapArea | null;
  /** Asks whether it was done, by the picture, instead of asking to do it. */
  readonly isCheck?: boolean;
  /** The second part of an act whose first part was shown: what was permitted then still is. */
  readonly isFollowUp?: boolean;
  /** Nothing that is asked for commits anything. */
  readonly isHarmless?: boolean;
}

/** `aborted`: the engine itself ended the wait, because it saw the result on the screen first. */
export type OperatorAnswer = 'committed' | 'given-up' | 'aborted';

/** Hands the act to a person. Before it is shown, the commit is asked for and noted as `CommitPort` does. */
export interface OperatorPort {
  commitByHand(brink: Brink, signal?: AbortSignal): Promise<Outcome<OperatorAnswer>>;
  /** The person's yes to one item that the engine is about to commit. Without it such an act is never committed by itself. */
  confirm?(brink: Brink, signal?: AbortSignal): Promise<Outcome<'yes' | 'no'>>;
}

export interface EvidencePicture {
  readonly bytes: Uint8Array;
  readonly mediaType: 'image/webp' | 'image/png';
  readonly takenAt: number;
}

/** Where a run's pictures go. One that cannot be kept does not end the run. */
export interface EvidencePort {
  /** @returns the id under which the picture is kept from now on */
  save(picture: EvidencePicture): Promise<Outcome<string>>;
}

/** A line of a picture as it was read, without an order of its own. */
export interface PictureLine {
  readonly text: string;
  /** 0 to 1. */
  readonly confidence: number;
}

/** Reads the words of a PNG. Fails as a worker does: `timeout`, `aborted`, `internal`. */
export interface PictureReader {
  read(png: Uint8Array, signal: AbortSignal): Promise<Outcome<readonly PictureLine[]>>;
}

/** The phone as a playbook needs to know it. */
export interface RunPhone {
  readonly isVirtual: boolean;
  /** `8.0.78`; null when it was not read. */
  readonly appVersion: string | null;
}

/**
 * `run` acts; `verify` only reads whether the act is done; `rehearse` goes to the brink of the commit, types nothing and
 * commits nothing.
 */
export type RunPurpose = 'run' | 'verify' | 'rehearse';

export interface RunOptions {
  readonly driver: UiDriver;
  readonly playbook: Playbook;
  readonly purpose: RunPurpose;
  readonly variables: Variables;
  readonly mode: ExecutionMode;
  readonly phone: RunPhone;
  /** Whether the read-only rehearsal of this playbook passed on the phone's model and app version. */
  readonly isRehearsed: boolean;
  /**
   * By the console's own ledger this very subject was given what the act is to give, or may have been by a commit that nobody
   * read back. Without it a subject that is found under its new name only may be another one.
   */
  readonly isGoalKnown?: boolean;
  readonly commit: CommitPort;
  readonly operator: OperatorPort;
  readonly evidence: EvidencePort;
  /** Null where pictures cannot be read: then a person looks at them. */
  readonly pictures: PictureReader | null;
  readonly language: 'zh-CN' | 'en';
  /** Told of every step as it ends. */
  readonly observe: (record: StepRecord) => void;
  /** The desk's time. */
  readonly clock: Clock;
  /** Real time: waits and budgets. */
  readonly machineClock: Clock;
  readonly signal: AbortSignal;
}

/** A list as it was read. */
export interface ReadList {
  /** In the order of the page; equal ones are items of their own. */
  readonly items: readonly string[];
  /** How many the app itself says there are; null where it does not. */
  readonly statedCount: number | null;
  /** The number read is the number stated, and no page was missed. */
  readonly isComplete: boolean;
}

/**
 * How a run ended. `done`: it is so, and `verifiedBy` says how that is known. `skipped`: it was so before. `failed`: it is
 * not so, and nothing is under way. `unknown`: it may be so; never to be run again by itself.
 */
export interface PlaybookResult {
  readonly state: 'done' | 'skipped' | 'failed' | 'unknown';
  readonly code: PlaybookResultCode;
  /** What was seen, for the log. */
  readonly note: string;
  /** The committing tap was permitted, so it may have been sent. */
  readonly wasCommitted: boolean;
  readonly values: Readonly<Record<string, string | number>>;
  readonly lists: Readonly<Record<string, ReadList>>;
  readonly verifiedBy: Verification | null;
  readonly steps: readonly StepRecord[];
  readonly evidenceIds: readonly string[];
  /** The platform warned: nothing more is done with the account for a while. */
  readonly cooldown: boolean;
  /** What the phone's own layer said, for `phone-fault`. */
  readonly faultCode: string | null;
}
