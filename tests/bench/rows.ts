import type { BenchRow } from './bench-row.ts';
import { coldStart } from './rows/cold-start.ts';
import { healthSnapshot } from './rows/health-snapshot.ts';
import { idleDesk } from './rows/idle-desk.ts';
import { rowVisible } from './rows/row-visible.ts';
import { simulatorIdle } from './rows/simulator-idle.ts';

/** Every row of the table of speed and size that has been built, in order. */
export const benchRows: readonly BenchRow[] = [rowVisible, healthSnapshot, idleDesk, coldStart, simulatorIdle];
