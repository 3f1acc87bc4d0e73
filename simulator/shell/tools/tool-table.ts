import type { Program } from '../program.ts';
import { cat } from './output-tools.ts';

/** The tools of toybox, by name. */
export const toyboxTools: ReadonlyMap<string, Program> = new Map<string, Program>([['cat', cat]]);
