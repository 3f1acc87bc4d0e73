import type { LoopBlocks } from '../../bench/measure/loop-watch.ts';
import { atMost, type Figure } from '../show-line.ts';

const limitMs = 50;

/**
 * The main loop's own work has the bar of the product. Waiting for the disk has it too, on a disk that has nothing else to
 * do: on one that is busy, what a single small write takes there is what waiting once must take.
 */
export function blockFigures(doing: string, { workMs, waitMs }: LoopBlocks, diskMs: number): Figure[] {
  const waitLimitMs = Math.max(limitMs, Math.ceil(2 * diskMs));
  return [
    atMost(`worst block while ${doing}`, workMs, limitMs, 'ms'),
    atMost(`worst wait while ${doing} (this disk: ${Math.round(diskMs)} ms a write)`, waitMs, waitLimitMs, 'ms'),
  ];
}
