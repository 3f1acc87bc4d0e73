import type { CommandNode } from './shell-grammar.ts';
import { ScriptFailure } from './control-flow.ts';

export type VariableValue = string | readonly (string | undefined)[];

export interface Variable {
  /** A list for an indexed array; element 0 is the plain value, holes are undefined. */
  readonly value: VariableValue;
  readonly isExported: boolean;
  readonly isReadonly: boolean;
  readonly isInteger: boolean;
}

export interface ShellOptions {
  isErrexit: boolean;
  isNounset: boolean;
  isXtrace: boolean;
  isNoglob: boolean;
}

const plain = { isExported: false, isReadonly: false, isInteger: false } as const;

/** What one shell remembers between commands. A subshell works on a copy. */
export class ShellState {
  readonly functions: Map<string, CommandNode>;
  readonly options: ShellOptions;
  positional: readonly string[];
  directory: string;
  lastStatus = 0;
  exitTrap: string | null = null;
  /** Status of the latest `$( … )` of the command at hand; null when it has had none. */
  substitutionStatus: number | null = null;
  /** Runs when the host hangs up (SIGHUP). */
  hangUpTrap: string | null = null;
  readonly #variables: Map<string, Variable>;
  /** One map per running function: what `local` hid, to be put back. */
  readonly #hidden: Map<string, Variable | null>[] = [];

  constructor(directory: string, environment: ReadonlyMap<string, string>) {
    this.directory = directory;
    this.positional = [];
    this.functions = new Map();
    this.options = { isErrexit: false, isNounset: false, isXtrace: false, isNoglob: false };
    this.#variables = new Map();
    for (const [name, value] of environment) this.#variables.set(name, { ...plain, value, isExported: true });
  }

  /** A copy for a subshell: changes in it are not seen here. */
  fork(): ShellState {
    const copy = new ShellState(this.directory, new Map());
    for (const [name, variable] of this.#variables) copy.#variables.set(name, variable);
    for (const [name, body] of this.functions) copy.functions.set(name, body);
    Object.assign(copy.options, this.options);
    copy.positional = this.positional;
    copy.lastStatus = this.lastStatus;
    return copy;
  }

  variable(name: string): Variable | null {
    return this.#variables.get(name) ?? null;
  }

  /** The plain value of a variable, or null when it is unset. */
  get(name: string): string | null {
    const variable = this.#variables.get(name);
    if (variable === undefined) return null;
    return typeof variable.value === 'string' ? variable.value : (variable.value[0] ?? '');
  }

  /** Sets a variable and keeps its attributes. Throws {@link ScriptFailure} for a read-only one. */
  set(name: string, value: VariableValue): void {
    const existing = this.#variables.get(name);
    if (existing?.isReadonly === true) throw new ScriptFailure(`read-only: ${name}`, 2);
    this.#variables.set(name, { ...(existing ?? plain), value });
  }

  setElement(name: string, index: number, value: string): void {
    const existing = this.#variables.get(name)?.value ?? [];
    const list = typeof existing === 'string' ? [existing] : [...existing];
    while (list.length < index) list.push(undefined);
    list[index] = value;
    this.set(name, list);
  }

  setAttributes(name: string, change: Partial<Omit<Variable, 'value'>>): void {
    const existing = this.#variables.get(name) ?? { ...plain, value: '' };
    this.#variables.set(name, { ...existing, ...change });
  }

  unset(name: string): void {
    if (this.#variables.get(name)?.isReadonly === true) throw new ScriptFailure(`read-only: ${name}`, 2);
    this.#variables.delete(name);
  }

  /** Variables in order of their names, for `set` and `export`. */
  variables(): readonly (readonly [string, Variable])[] {
    return [...this.#variables].toSorted(([a], [b]) => (a < b ? -1 : 1));
  }

  exported(): Map<string, string> {
    const environment = new Map<string, string>();
    for (const [name, variable] of this.#variables) {
      if (variable.isExported) environment.set(name, this.get(name) ?? '');
    }
    return environment;
  }

  get isInFunction(): boolean {
    return this.#hidden.length > 0;
  }

  enterFunction(): void {
    this.#hidden.push(new Map());
  }

  /** Puts back what the function's locals hid. */
  leaveFunction(): void {
    for (const [name, variable] of this.#hidden.pop() ?? []) {
      if (variable === null) this.#variables.delete(name);
      else this.#variables.set(name, variable);
    }
  }

  makeLocal(name: string): void {
    const frame = this.#hidden[this.#hidden.length - 1];
    if (frame === undefined || frame.has(name)) return;
    frame.set(name, this.#variables.get(name) ?? null);
    this.#variables.delete(name);
  }
}
