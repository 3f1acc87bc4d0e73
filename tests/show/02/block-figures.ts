import { pause, createSystemClock } from '../../../electron/runtime/clock.ts';
import { LoopWatch, workFor, type LoopBlocks } from '../../bench/measure/loop-watch.ts';
import { atLeast, atMost, told, type Figure } from '../show-line.ts';

const limitMs = 50;
const plantedMs = 80;
const breathMs = 100;

/** The main loop has the bar of the product, whether it works or waits for something. */
export function blockFigures(doing: string, { blockMs, workMs, waitMs, lateMs }: LoopBlocks): Figure[] {
  const parts = `${rounded(workMs)} ms of work, ${rounded(waitMs)} ms of waiting, ${rounded(lateMs)} ms late with the queue for a core`;
  return [
    atMost(`longest block of the main loop while ${doing}`, blockMs, limitMs, 'ms'),
    told(`the longest of each while ${doing}`, parts),
  ];
}

/** The control: a block over the bar is seen, of either kind. */
export async function plantedBlocks(): Promise<Figure[]> {
  const work = await watch(() => workFor(plantedMs));
  const wait = await watch(() => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, plantedMs));
  return [
    atLeast(`a planted ${plantedMs} ms of work is seen as a block of`, work.blockMs, limitMs, 'ms'),
    atLeast(`a planted ${plantedMs} ms of waiting is seen as a block of`, wait.blockMs, limitMs, 'ms'),
  ];
}

async function watch(block: () => void): Promise<LoopBlocks> {
  const machineClock = createSystemClock();
  const watching = new LoopWatch();
  await pause(machineClock, breathMs);
  block();
  await pause(machineClock, breathMs);
  return watching.end();
}

function rounded(ms: number): number {
  return Math.round(ms);
}
