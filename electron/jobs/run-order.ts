import type { AuditPort } from '../audit/audit-log.ts';
import type { ExecutionMode } from '../contract/automation.ts';
import type { ItemCode } from '../contract/job-codes.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import type { EvidenceFiles } from './evidence-port.ts';
import type { AccountCooldowns, AccountModes, GateAnswer } from './gate.ts';
import type { JobBook, MarkOptions } from './job-book.ts';
import type { JobPhones } from './job-phones.ts';
import type { RegisteredKind } from './job-registry.ts';
import type { OperatorDesk } from './operator-desk.ts';
import type { ItemRecord } from './store/item-store.ts';
import type { JobRecord } from './store/job-store.ts';

/** What the run of an item stands on. */
export interface ItemRunDeps {
  readonly book: JobBook;
  readonly phones: JobPhones;
  readonly desk: OperatorDesk;
  readonly evidence: EvidenceFiles;
  readonly audit: AuditPort;
  readonly cooldowns: AccountCooldowns;
  readonly modes: AccountModes;
  readonly clock: Clock;
  readonly machineClock: Clock;
  readonly logger: Logger;
  /** The console ends: what could not be stored by now is found out after the next start. */
  readonly ended: AbortSignal;
  readonly onMark: Pick<MarkOptions, 'onWriting' | 'onWritten'>;
}

/** The item that has its turn. */
export interface RunOrder {
  readonly item: ItemRecord;
  readonly job: JobRecord;
  readonly kind: RegisteredKind;
  readonly mode: ExecutionMode;
  /** Why it is by hand where a person chose otherwise; see `AccountModes`. */
  readonly byHandCode: ItemCode | null;
  readonly askGate: () => GateAnswer;
}
