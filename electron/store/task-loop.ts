import { parentPort, type MessagePort } from 'node:worker_threads';
import { z } from 'zod';
import { openReadOnly, type ReadOnlyStore } from './read-only-store.ts';
import { readThreadStart } from './thread-start.ts';

/**
 * Work over many rows, run in the worker thread. Input (parsed by the task) and result must survive structured cloning. A
 * task may answer later; the next one waits for it.
 */
export type StoreTask = (store: ReadOnlyStore, input: unknown) => unknown;

const requestSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('task'), id: z.number(), task: z.string(), input: z.unknown() }),
  z.object({ kind: z.literal('close') }),
]);
export type Request = z.input<typeof requestSchema>;

export const replySchema = z.object({
  id: z.number(),
  isDone: z.boolean(),
  result: z.unknown(),
  failure: z.string().nullable(),
});
export type Reply = z.output<typeof replySchema>;

/**
 * The worker's side: answers one task after the other over a read-only connection until it is told to close, or ended.
 * Called once, by the worker's entry file.
 */
export function serveTasks(tasks: Readonly<Record<string, StoreTask>>): void {
  if (parentPort === null) throw new Error('the store worker was not started as a worker');
  const port = parentPort;
  const store = openReadOnly(readThreadStart().file);
  let last: Promise<void> = Promise.resolve();
  port.on('message', (message: unknown) => {
    const request = requestSchema.parse(message);
    if (request.kind === 'close') return void (last = last.then(() => close(store, port)));
    const { id, task, input } = request;
    const work = tasks[task];
    last = last.then(async () =>
      port.postMessage(await answer(id, work === undefined ? null : () => work(store, input))),
    );
  });
}

/** The thread ends with its last handle. */
function close(store: ReadOnlyStore, port: MessagePort): void {
  store.dispose();
  port.close();
}

async function answer(id: number, work: (() => unknown) | null): Promise<Reply> {
  if (work === null) return { id, isDone: false, result: null, failure: 'the worker knows no such task' };
  try {
    return { id, isDone: true, result: await work(), failure: null };
  } catch (failure) {
    const text = failure instanceof Error ? (failure.stack ?? failure.message) : String(failure);
    return { id, isDone: false, result: null, failure: text };
  }
}
