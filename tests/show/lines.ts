import { badSurroundings } from './01/bad-surroundings.ts';
import type { ShowLine } from './show-line.ts';

/** Every line of every issue's "Must show" that has been built, in order. */
export const showLines: readonly ShowLine[] = [badSurroundings];
