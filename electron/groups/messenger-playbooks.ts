import type { OwnIdentity } from '../accounts/accounts.ts';
import type { DriverLink } from '../automation/drivers/driver-link.ts';
import type { ExecutionMode, PlaybookAct, PlaybookResultCode } from '../contract/automation.ts';
import type { Outcome } from '../contract/outcome.ts';
import type { PlaybookResult, RunPurpose } from '../automation/engine/run-ports.ts';
import type { Variables } from '../automation/playbooks/variables.ts';
import type { Phone } from '../contract/phones.ts';
import type { RunContext } from '../jobs/job-kind.ts';
import type { ListedGroups } from './group-store.ts';

/** How a messenger is read for somebody who waits for it. */
export interface HandReading {
  readonly mode: ExecutionMode;
  /** The platform warned: the account is to rest. */
  readonly onWarning: (code: PlaybookResultCode) => void;
  /** Whose messenger it is, before its list is read: how that account may be read, or why it may not. */
  readonly onIdentity: (identity: OwnIdentity) => Outcome<ExecutionMode>;
}

/** What a playbook is to be run for. */
export interface MessengerOrder {
  readonly purpose: RunPurpose;
  readonly variables: Variables;
  readonly context: RunContext;
  /** By the ledger the act was done to this very subject before, or may have been. */
  readonly isGoalKnown?: boolean;
}

/** Runs a playbook on the phone that a job holds; the composition has driver, pictures and rehearsals. */
export interface MessengerPlaybooks {
  /** `playbook-missing`, with the file, line and place of what is wrong, for an act that has no sound playbook. */
  check(act: PlaybookAct): Outcome<null>;
  /** Reads the groups that a phone's messenger lists, for whoever holds the phone and waits for it; faults as a screen's. */
  readList(
    held: { readonly phone: Phone; readonly link: DriverLink; readonly signal: AbortSignal },
    reading: HandReading,
  ): Promise<Outcome<ListedGroups>>;
  /** Which version of the messenger is on a held phone now, and has the phone known by it; null where it does not say. */
  readVersion(phone: Phone, link: DriverLink, signal: AbortSignal): Promise<string | null>;
  /** Names the time since the messenger was last started on a held phone; null where it does not run, or the phone does not say. */
  readSession(phone: Phone, link: DriverLink, signal: AbortSignal): Promise<string | null>;
  run(act: PlaybookAct, options: MessengerOrder): Promise<Outcome<PlaybookResult>>;
}
