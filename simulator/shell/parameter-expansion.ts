import { ScriptFailure } from './control-flow.ts';
import { patternSource } from './pattern.ts';
import type { ShellState } from './shell-state.ts';

/** What a parameter holds: several values for `$@`, `$*` and whole arrays, null when unset. */
export interface ParameterValue {
  readonly values: readonly string[];
  readonly isList: boolean;
  /** `$@` keeps its elements apart inside double quotes, `$*` joins them. */
  readonly keepsApart: boolean;
}

/** Values of the shell that are not variables. */
export interface SpecialParameters {
  readonly processId: number;
  readonly scriptName: string;
  readonly flags: string;
  readonly lastBackgroundId: number | null;
}

/** Looks a parameter up: special ones, positions, variables, array elements (`x[2]`, `x[@]`). */
export function lookUpParameter(name: string, state: ShellState, special: SpecialParameters): ParameterValue | null {
  if (name === '@' || name === '*') return { values: state.positional, isList: true, keepsApart: name === '@' };
  const found = lookUpSpecial(name, state, special);
  if (found !== undefined) return found === null ? null : single(found);
  const element = /^(\w+)\[(.+)\]$/u.exec(name);
  if (element === null) {
    const value = state.get(name);
    return value === null ? null : single(value);
  }
  const value = state.variable(element[1] ?? '')?.value;
  if (value === undefined) return null;
  const list = typeof value === 'string' ? [value] : value;
  const index = element[2] ?? '0';
  if (index === '@' || index === '*') {
    return { values: list.filter((text) => text !== undefined), isList: true, keepsApart: index === '@' };
  }
  const item = list[Number(index)];
  return item === undefined ? null : single(item);
}

function single(text: string): ParameterValue {
  return { values: [text], isList: false, keepsApart: false };
}

function lookUpSpecial(name: string, state: ShellState, special: SpecialParameters): string | null | undefined {
  if (/^\d+$/u.test(name)) return name === '0' ? special.scriptName : (state.positional[Number(name) - 1] ?? null);
  switch (name) {
    case '#':
      return String(state.positional.length);
    case '?':
      return String(state.lastStatus);
    case '$':
      return String(special.processId);
    case '!':
      return special.lastBackgroundId === null ? '' : String(special.lastBackgroundId);
    case '-':
      return special.flags;
    case 'PWD':
      return state.directory;
    default:
      return undefined;
  }
}

/** `${x#p}`, `${x##p}`, `${x%p}`, `${x%%p}`. */
export function removePattern(
  text: string,
  pattern: string,
  how: { readonly side: 'prefix' | 'suffix'; readonly isGreedy: boolean },
): string {
  if (how.side === 'prefix') {
    return text.replace(new RegExp(`^(?:${patternSource(pattern, !how.isGreedy)})`, 'u'), '');
  }
  const whole = new RegExp(`^(?:${patternSource(pattern)})$`, 'u');
  const letters = Array.from(text);
  for (let step = 0; step <= letters.length; step += 1) {
    const cut = how.isGreedy ? step : letters.length - step;
    if (whole.test(letters.slice(cut).join(''))) return letters.slice(0, cut).join('');
  }
  return text;
}

/** `${x/p/r}`, `${x//p/r}`, `${x/#p/r}`, `${x/%p/r}`. */
export function replacePattern(
  text: string,
  pattern: string,
  replacement: string,
  how: { readonly isGlobal: boolean; readonly anchor: 'start' | 'end' | null },
): string {
  if (pattern === '') return text;
  const source = `${how.anchor === 'start' ? '^' : ''}(?:${patternSource(pattern)})${how.anchor === 'end' ? '$' : ''}`;
  return text.replace(new RegExp(source, how.isGlobal ? 'gu' : 'u'), () => replacement);
}

/** `${x:offset:length}` on characters; negative offsets count from the end. */
export function sliceText(text: string, offset: number, length: number | null): string {
  const letters = Array.from(text);
  const start = offset < 0 ? Math.max(0, letters.length + offset) : offset;
  if (length === null) return letters.slice(start).join('');
  if (length < 0) throw new ScriptFailure(`${length}: bad substitution`);
  return letters.slice(start, start + length).join('');
}
