import type { Builtin } from '../builtin.ts';
import { flowBuiltins } from './flow.ts';
import { surroundingBuiltins } from './surroundings.ts';
import { variableBuiltins } from './variables.ts';

/** Every command that the shell runs itself. */
export const shellBuiltins: ReadonlyMap<string, Builtin> = new Map([
  ...flowBuiltins,
  ...variableBuiltins,
  ...surroundingBuiltins,
]);
