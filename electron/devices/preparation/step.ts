import type { ShellResult } from '../../adb/shell-reader.ts';
import type { Outcome } from '../../contract/outcome.ts';
import type { TextParams } from '../../contract/phones.ts';
import type {
  CureCode,
  PreparationChange,
  PreparationEvidence,
  PreparationState,
  SkinFamily,
} from '../../contract/preparation.ts';
import type { Settings } from '../../contract/settings.ts';
import type { SectionOutput } from '../health/compound-command.ts';
import type { PhoneLink } from '../sessions/phone-link.ts';

/** What a phone says of an app that is there. */
export interface InstalledVersion {
  readonly version: string;
  readonly versionCode: number | null;
}

/** An app that the console brings to the phones; whoever has such apps lists them to `createPreparation`. */
export interface HelperApp {
  readonly packageName: string;
  /** Android has to let it work while the phone rests. */
  readonly worksAtRest: boolean;
  /** The version that an Android level is to have; null where it needs none. */
  versionFor(sdk: number | null): string | null;
  /** Whether what is there will do; null where what the phone says of it decides nothing. */
  isEnough(found: InstalledVersion, sdk: number | null): boolean | null;
  /** Puts it there, with what belongs to it, and answers what the phone's package manager said. */
  bring(
    link: PhoneLink,
    order: { readonly sdk: number | null; readonly signal: AbortSignal },
  ): Promise<Outcome<ShellResult>>;
}

/** What a step may know besides the phone's answers. */
export interface StepContext {
  readonly sdk: number | null;
  readonly family: SkinFamily;
  readonly lockPolicy: Settings['lockPolicy'];
  readonly messengerPackage: string;
  readonly helpers: readonly HelperApp[];
  /** Whether the phone allows this computer; null while nothing reaches it. */
  readonly isAuthorised: boolean | null;
}

/** A command that reads and changes nothing. Steps that ask the same share the answer. */
export interface Reading {
  readonly command: string;
  /** Lines after which the answer is cut and counts as not given; 40 unless said. */
  readonly lineLimit?: number;
}

/** The answer to a reading, stderr included; exit code null when it did not come back whole. */
export type Answers = (command: string) => SectionOutput;

/** A change and how it is made: as a shell command, unless `make` says otherwise. */
export interface StepChange extends PreparationChange {
  readonly make?: (link: PhoneLink, signal: AbortSignal) => Promise<Outcome<ShellResult>>;
}

export interface Finding {
  readonly state: PreparationState;
  readonly textCode: string;
  readonly params: TextParams;
  readonly isInferred: boolean;
  readonly evidence: readonly PreparationEvidence[];
  /** Empty unless the state is `to-fix`. */
  readonly changes: readonly StepChange[];
  readonly cure: CureCode | null;
}

/** One named check of a work phone, and how it is put right. All of it is pure but the changes' `make`. */
export interface PreparationStep {
  readonly id: string;
  /** False where the phone has no such thing; left out: every phone has it. */
  readonly isFor?: (context: StepContext) => boolean;
  readonly readings: (context: StepContext) => readonly Reading[];
  readonly judge: (answers: Answers, context: StepContext) => Finding;
  /** What a person can do when the phone takes the change and does not keep it. */
  readonly cureByHand: CureCode;
}
