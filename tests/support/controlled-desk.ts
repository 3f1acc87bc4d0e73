import { z } from 'zod';
import type { LaunchedDesk } from '../../electron/demo/demo-launcher.ts';

const stateSchema = z.object({
  isAdbServerRunning: z.boolean(),
  faultCounts: z.object({ total: z.number(), drops: z.number(), longDrops: z.number() }),
  phones: z.array(
    z.object({
      index: z.number(),
      serial: z.string(),
      state: z.string(),
      acceptable: z.array(z.string()),
      faults: z.array(z.object({ endsAt: z.number().nullable() })),
    }),
  ),
});
export type DeskTruth = z.infer<typeof stateSchema>;

const timeoutMs = 10_000;

/** A virtual desk in its own process, asked and steered over its control port. */
export class ControlledDesk {
  readonly #desk: Pick<LaunchedDesk, 'controlPort' | 'token'>;

  constructor(desk: Pick<LaunchedDesk, 'controlPort' | 'token'>) {
    this.#desk = desk;
  }

  async truth(): Promise<DeskTruth> {
    return stateSchema.parse(await this.#ask('GET', '/state', null));
  }

  /** Starts a scenario of faults; null ends it, and faults under way end by themselves. */
  async setScenario(name: string | null): Promise<void> {
    await this.#ask('POST', '/scenario', { name });
  }

  /** Ends every fault that is under way. */
  async clearFaults(): Promise<void> {
    await this.#ask('POST', '/faults/clear', {});
  }

  async killAdbServer(): Promise<void> {
    await this.#ask('POST', '/adb-server', { action: 'kill' });
  }

  async #ask(method: string, path: string, body: unknown): Promise<unknown> {
    const response = await fetch(`http://127.0.0.1:${this.#desk.controlPort}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.#desk.token}`, connection: 'close' },
      ...(body !== null && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
    return JSON.parse(text);
  }
}
