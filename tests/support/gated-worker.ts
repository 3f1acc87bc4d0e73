import { threadId } from 'node:worker_threads';
import { z } from 'zod';
import { serveTasks } from '../../electron/store/task-loop.ts';
import { places, type Gate } from './gate.ts';

const gateSchema = z.instanceof(Int32Array);

/** Works until the gate is opened, and tells how many were at work, itself included, when it began. */
function work(input: unknown): number {
  const gate: Gate = gateSchema.parse(input);
  const atWork = Atomics.add(gate, places.atWork, 1) + 1;
  Atomics.add(gate, places.begun, 1);
  Atomics.notify(gate, places.begun);
  Atomics.wait(gate, places.isOpen, 0);
  Atomics.sub(gate, places.atWork, 1);
  return atWork;
}

serveTasks({
  work: (_store, input) => work(input),
  thread: () => threadId,
  // The thread ends, as it does when it runs out of memory.
  die: () => process.exit(1),
});
