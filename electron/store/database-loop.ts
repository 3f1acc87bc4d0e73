import { parentPort, type MessagePort } from 'node:worker_threads';
import { fail, type Outcome } from '../contract/outcome.ts';
import { createSystemClock } from '../runtime/clock.ts';
import type { LogFields, Logger } from '../runtime/logger.ts';
import { orderSchema, type Report } from './database-messages.ts';
import { DatabaseSession, type ServedDatabase } from './database-session.ts';
import { readThreadStart } from './thread-start.ts';

/**
 * The thread's side of a `DatabaseThread`: does one task after the other until it is told to close. Called once, by the
 * entry file of the store's threads.
 */
export function serveDatabase(database: ServedDatabase): void {
  if (parentPort === null) throw new Error('the database thread was not started as a worker');
  const port = parentPort;
  const logger = createPortLogger(port);
  const session = new DatabaseSession({
    file: readThreadStart().file,
    database,
    clock: createSystemClock(),
    logger,
    onRestored: (restored) => report(port, { kind: 'restored', restored }),
  });
  port.on('message', (message: unknown) => {
    const order = orderSchema.parse(message);
    if (order.kind === 'task') {
      report(port, { kind: 'answer', id: order.id, outcome: answer(session, order, logger) });
      return;
    }
    session.dispose();
    // The thread ends with its last handle.
    port.close();
  });
}

function answer(
  session: DatabaseSession,
  { task, input }: { readonly task: string; readonly input?: unknown },
  logger: Logger,
): Outcome<unknown> {
  try {
    return session.run(task, input);
  } catch (failure) {
    logger.error('database-task-failed', { task }, failure);
    return fail('internal', `the database thread could not do ${task}`);
  }
}

function createPortLogger(port: MessagePort): Logger {
  const write = (level: 'debug' | 'info' | 'warn' | 'error', event: string, fields: LogFields = {}): void => {
    const told = Object.entries(fields).filter((field): field is [string, string | number | boolean | null] => {
      return field[1] !== undefined;
    });
    report(port, { kind: 'log', level, event, fields: Object.fromEntries(told) });
  };
  const logger: Logger = {
    debug: (event, fields) => write('debug', event, fields),
    info: (event, fields) => write('info', event, fields),
    warn: (event, fields) => write('warn', event, fields),
    error: (event, fields, cause) => write('error', event, { ...fields, reason: reasonOf(cause) }),
    scoped: () => logger,
  };
  return logger;
}

function reasonOf(cause: unknown): string | undefined {
  if (cause === undefined) return undefined;
  return cause instanceof Error ? (cause.stack ?? cause.message) : JSON.stringify(cause);
}

function report(port: MessagePort, message: Report): void {
  port.postMessage(message);
}
