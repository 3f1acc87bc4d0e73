import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { askAdbServer } from '../../../simulator/desk/adb-request.ts';
import { findAdbProgram } from '../../support/adb-program.ts';
import { ChildProgram } from './child-program.ts';

const readySchema = z.object({
  event: z.literal('ready'),
  adbPort: z.number(),
  controlPort: z.number().nullable(),
  token: z.string(),
  phones: z.array(z.object({ index: z.number(), address: z.string(), serial: z.string() })),
});
export type DeskPhone = z.infer<typeof readySchema>['phones'][number];

const startTimeoutMs = 90_000;
const adbTimeoutMs = 15_000;
const simulatorFile = fileURLToPath(new URL('../../../simulator/cli.ts', import.meta.url));

/** Virtual phones and their adb server in processes of their own, so that what they use is not the console's. */
export class PhoneDesk {
  readonly #program: ChildProgram;
  readonly #ready: z.infer<typeof readySchema>;

  private constructor(program: ChildProgram, ready: z.infer<typeof readySchema>) {
    this.#program = program;
    this.#ready = ready;
  }

  /** The simulator as it is shipped. */
  static start(count: number): Promise<PhoneDesk> {
    return PhoneDesk.startProgram(simulatorFile, ['--count', `${count}`, '--adb', findAdbProgram(), '--json']);
  }

  /** Any program that says `ready` the way the simulator does. */
  static async startProgram(file: string, args: readonly string[]): Promise<PhoneDesk> {
    const program = new ChildProgram(file, args);
    try {
      const ready = await program.waitFor((line) => readySchema.safeParse(line).data ?? null, startTimeoutMs);
      return new PhoneDesk(program, ready);
    } catch (failure) {
      await program.stop();
      throw failure;
    }
  }

  /** Process id of the phones; their adb server is another process. */
  get pid(): number {
    return this.#program.pid;
  }

  get adbPort(): number {
    return this.#ready.adbPort;
  }

  get phones(): readonly DeskPhone[] {
    return this.#ready.phones;
  }

  /** Takes a phone off: its port closes, and the server drops its row. */
  async unplug(phone: DeskPhone): Promise<void> {
    await this.breakOff(phone);
    await askAdbServer(this.adbPort, `host:disconnect:${phone.address}`, adbTimeoutMs);
  }

  /** Closes the phone's port; the server keeps its row, as `offline`. */
  async breakOff(phone: DeskPhone): Promise<void> {
    await this.#post('/faults', { phone: phone.index, kind: 'unplugged' });
  }

  /** Ends what `unplug` or `breakOff` began. */
  async plugIn(phone: DeskPhone): Promise<void> {
    await this.#post('/faults/clear', { phone: phone.index });
    const { text } = await askAdbServer(this.adbPort, `host:connect:${phone.address}`, adbTimeoutMs);
    if (!/^(?:already )?connected to/u.test(text)) throw new Error(`adb: ${text}`);
  }

  stop(): Promise<void> {
    return this.#program.stop();
  }

  async #post(path: string, body: object): Promise<void> {
    const { controlPort, token } = this.#ready;
    const response = await fetch(`http://127.0.0.1:${controlPort}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(adbTimeoutMs),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  }
}
