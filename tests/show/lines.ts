import { badSurroundings } from './01/bad-surroundings.ts';
import { freshClone } from './01/fresh-clone.ts';
import { recordedOutputs } from './01/recorded-outputs.ts';
import { windowGuards } from './01/window-guards.ts';
import { speedAndSize } from './01/speed-and-size.ts';
import type { ShowLine } from './show-line.ts';

/** Every line of every issue's "Must show" that has been built, in order. */
export const showLines: readonly ShowLine[] = [
  freshClone,
  recordedOutputs,
  windowGuards,
  badSurroundings,
  speedAndSize,
];
