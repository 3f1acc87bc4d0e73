import type { Fault } from '../contract/outcome.ts';

/**
 * A statement that SQLite refused for a reason that is nobody's bug: the disk is full, the file is damaged, the
 * folder became read-only. Carries the fault that the operator is shown.
 */
export class StoreError extends Error {
  readonly fault: Fault;

  constructor(fault: Fault, cause: unknown) {
    super(fault.message, { cause });
    this.name = 'StoreError';
    this.fault = fault;
  }
}
