import { readFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { round } from '../bench-row.ts';

/** How busy the machine is, for whoever reads figures that were measured on it. */
export class MachineNoise {
  readonly #startedAt = performance.now();
  readonly #waitedUs = readWaitedUs();

  /** One line about the time since this was made. */
  describe(): string {
    const elapsedUs = (performance.now() - this.#startedAt) * 1_000;
    const waitedUs = readWaitedUs();
    const shares = waitedUs === null || this.#waitedUs === null ? null : (waitedUs - this.#waitedUs) / elapsedUs;
    const pressure = shares === null ? '' : `, something waited for a core ${Math.round(100 * shares)} % of the time`;
    return `${availableParallelism()} cores, load ${round(loadavg()[0] ?? 0)}${pressure}`;
  }
}

/** Linux pressure stall information (kernel documentation, psi): time in which at least one task waited for a core. */
function readWaitedUs(): number | null {
  try {
    const total = /^some .*total=(\d+)$/m.exec(readFileSync('/proc/pressure/cpu', 'utf8'))?.[1];
    return total === undefined ? null : Number(total);
  } catch {
    return null; // Another system, or a kernel without it: the line then tells less.
  }
}
