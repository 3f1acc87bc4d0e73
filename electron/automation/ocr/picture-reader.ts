import { z } from 'zod';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import type { TaskWorker } from '../../store/task-worker.ts';
import type { PictureLine, PictureReader } from '../engine/run-ports.ts';
import { readPictureTask } from './read-picture-task.ts';

const linesSchema = z.array(z.strictObject({ text: z.string(), confidence: z.number() }));
/** Loading the models included, on a slow machine. */
const timeoutMs = 60_000;

/** Reads pictures in a worker thread of its own, which is kept a while for the next one: its models take seconds to load. */
export class WorkerPictureReader implements PictureReader {
  readonly #worker: TaskWorker;

  constructor(worker: TaskWorker) {
    this.#worker = worker;
  }

  async read(png: Uint8Array, signal: AbortSignal): Promise<Outcome<readonly PictureLine[]>> {
    const answer = await this.#worker.run(readPictureTask, { timeoutMs, signal, input: png });
    if (!answer.ok) return answer;
    const lines = linesSchema.safeParse(answer.value);
    return lines.success ? succeed(lines.data) : fail('internal', 'the reader of pictures answered something else');
  }
}
