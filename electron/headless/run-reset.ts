import type { Writable } from 'node:stream';
import { resetSupervisorPins } from '../accounts/reset-supervisor-pins.ts';
import { AuditLog } from '../audit/audit-log.ts';
import { fail } from '../contract/outcome.ts';
import { openDatabase } from '../database.ts';
import type { Clock } from '../runtime/clock.ts';
import { DisposalStack } from '../runtime/disposal.ts';
import type { Logger } from '../runtime/logger.ts';
import { TaskWorker } from '../store/task-worker.ts';

export interface ResetRun {
  readonly dataFolder: string;
  readonly workerFile: URL;
  readonly output: Writable;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** `--reset-supervisor-pin`: one line with the new PINs, which are told nowhere else; the exit code is 0 when it worked. */
export async function runReset({ dataFolder, workerFile, output, clock, logger }: ResetRun): Promise<number> {
  const life = new DisposalStack();
  try {
    const store = openDatabase({ folder: dataFolder, owner: 'headless', clock, logger }, life);
    if (!store.ok) {
      output.write(`${JSON.stringify(store)}\n`);
      return 1;
    }
    const worker = life.use(new TaskWorker({ workerFile, file: store.value.file, clock, logger }));
    const files = { save: async () => fail('window-required', 'nothing is saved here') };
    const audit = new AuditLog({ store: store.value, worker, clock, files, currentOperator: () => null });
    const reset = await resetSupervisorPins({ store: store.value, audit, clock });
    output.write(`${JSON.stringify(reset)}\n`);
    return reset.ok ? 0 : 1;
  } finally {
    await life.dispose();
  }
}
