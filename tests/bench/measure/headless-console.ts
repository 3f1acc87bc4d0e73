import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { deltaSchema, snapshotSchema, type Delta, type Snapshot } from '../../../electron/contract/desk.ts';
import { findAdbProgram } from '../../support/adb-program.ts';
import { ChildProgram } from './child-program.ts';

const mainFile = fileURLToPath(new URL('../../../electron/headless/main.ts', import.meta.url));
const eventSchema = z.object({ event: z.literal('desk.delta'), payload: deltaSchema });
const readySchema = z.object({ event: z.literal('ready') });
const answerSchema = z.object({ id: z.number(), ok: z.literal(true), value: snapshotSchema });
const startTimeoutMs = 20_000;

/** The console without a window as its own process, on an adb server that already runs. */
export class HeadlessConsole {
  readonly #program: ChildProgram;
  #callCount = 0;

  private constructor(program: ChildProgram) {
    this.#program = program;
  }

  static async start(options: { readonly dataFolder: string; readonly adbPort: number }): Promise<HeadlessConsole> {
    const { dataFolder, adbPort } = options;
    const args = ['--data', dataFolder, '--adb-port', `${adbPort}`, '--adb', findAdbProgram()];
    const program = new ChildProgram(mainFile, [...args, '--no-adb-start', '--phones', '0']);
    try {
      await program.waitFor((line) => readySchema.safeParse(line).data ?? null, startTimeoutMs);
      program.send({ subscribe: 'desk.delta' });
      return new HeadlessConsole(program);
    } catch (failure) {
      await program.stop();
      throw failure;
    }
  }

  onDelta(listener: (delta: Delta) => void): () => void {
    return this.#program.onLine((line) => {
      const event = eventSchema.safeParse(line);
      if (event.success) listener(event.data.payload);
    });
  }

  async snapshot(): Promise<Snapshot> {
    this.#callCount += 1;
    const id = this.#callCount;
    const answered = this.#program.waitFor((line) => {
      const answer = answerSchema.safeParse(line);
      return answer.success && answer.data.id === id ? answer.data.value : null;
    }, startTimeoutMs);
    this.#program.send({ id, call: 'desk.snapshot', input: {} });
    return answered;
  }

  stop(): Promise<void> {
    return this.#program.stop();
  }
}
