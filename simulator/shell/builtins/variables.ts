import type { Builtin, BuiltinCall } from '../builtin.ts';
import { ScriptFailure } from '../control-flow.ts';
import { parseArithmetic } from '../shell-grammar.ts';
import { evaluateArithmetic } from '../arithmetic.ts';
import { decodeText } from '../byte-stream.ts';
import type { ShellOptions, Variable } from '../shell-state.ts';

const optionLetters: Readonly<Record<string, keyof ShellOptions>> = {
  e: 'isErrexit',
  u: 'isNounset',
  x: 'isXtrace',
  f: 'isNoglob',
};
const optionNames: Readonly<Record<string, keyof ShellOptions>> = {
  errexit: 'isErrexit',
  nounset: 'isNounset',
  xtrace: 'isXtrace',
  noglob: 'isNoglob',
};

/** A value as the shell prints it back: quoted where needed. */
export function quoteValue(text: string): string {
  if (/^[\w@%+=:,./-]+$/u.test(text)) return text;
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function arithmetic(text: string, call: BuiltinCall): Promise<number> {
  const { state } = call.shell;
  return evaluateArithmetic(parseArithmetic(text), {
    get: (name) => state.get(name),
    set: (name, value) => state.set(name, value),
    substitute: () => Promise.reject(new ScriptFailure('command substitution in a let expression')),
    expandBraced: () => Promise.reject(new ScriptFailure('expansion in a let expression')),
    parse: parseArithmetic,
  });
}

/** `export`, `readonly`, `typeset`, `local`: `NAME` or `NAME=VALUE` with attributes. */
function declare(change: Partial<Omit<Variable, 'value'>>, isLocal: boolean): Builtin {
  return async (call) => {
    const { state } = call.shell;
    const flags = call.process.args.filter((word) => /^[-+]/u.test(word)).join('');
    const words = call.process.args.filter((word) => !/^[-+]/u.test(word));
    if (words.length === 0) return listVariables(call, change);
    const isInteger = flags.includes('i');
    const attributes = {
      ...change,
      ...(flags.includes('x') ? { isExported: true } : {}),
      ...(flags.includes('r') ? { isReadonly: true } : {}),
      ...(isInteger ? { isInteger: true } : {}),
    };
    for (const word of words) {
      const at = word.indexOf('=');
      const name = at < 0 ? word : word.slice(0, at);
      if (isLocal && state.isInFunction) state.makeLocal(name);
      const text = at < 0 ? null : word.slice(at + 1);
      if (text !== null) state.set(name, isInteger ? String(await arithmetic(text, call)) : text);
      if (Object.keys(attributes).length > 0) state.setAttributes(name, attributes);
    }
    return 0;
  };
}

async function listVariables(call: BuiltinCall, change: Partial<Omit<Variable, 'value'>>): Promise<number> {
  for (const [name, variable] of call.shell.state.variables()) {
    if (change.isExported === true && !variable.isExported) continue;
    if (change.isReadonly === true && !variable.isReadonly) continue;
    await call.process.print(`${name}=${quoteValue(call.shell.state.get(name) ?? '')}\n`);
  }
  return 0;
}

async function set(call: BuiltinCall): Promise<number> {
  const { state } = call.shell;
  const words = [...call.process.args];
  if (words.length === 0) return listVariables(call, {});
  for (let word = words[0]; word !== undefined && /^[-+]\w/u.test(word); word = words[0]) {
    words.shift();
    const isOn = word.startsWith('-');
    if (word === '-o' || word === '+o') {
      const option = optionNames[words.shift() ?? ''];
      if (option !== undefined) state.options[option] = isOn;
    } else if (word === '-A') {
      state.set(words.shift() ?? '', words.splice(0));
      return 0;
    } else {
      for (const letter of word.slice(1)) {
        const option = optionLetters[letter];
        if (option !== undefined) state.options[option] = isOn;
      }
    }
  }
  const isExplicit = words[0] === '--';
  if (isExplicit) words.shift();
  if (isExplicit || words.length > 0) state.positional = words;
  return 0;
}

async function unset(call: BuiltinCall): Promise<number> {
  const { state } = call.shell;
  const isFunction = call.process.args[0] === '-f';
  for (const name of call.process.args.filter((word) => !word.startsWith('-'))) {
    if (isFunction) state.functions.delete(name);
    else state.unset(name);
  }
  return 0;
}

async function shift(call: BuiltinCall): Promise<number> {
  const count = Number(call.process.args[0] ?? 1);
  const { state } = call.shell;
  if (!(count <= state.positional.length)) throw new ScriptFailure('shift: nothing to shift');
  state.positional = state.positional.slice(count);
  return 0;
}

/** `read [-r] NAME…`: one line, split at IFS; status 1 at the end of input. */
async function read(call: BuiltinCall): Promise<number> {
  const { state } = call.shell;
  const isRaw = call.process.args.some((word) => /^-\w*r/u.test(word));
  const names = call.process.args.filter((word) => !word.startsWith('-'));
  const bytes = await call.descriptors.stdin.readLine();
  let text = bytes === null ? '' : decodeText(bytes);
  const hasNewline = text.endsWith('\n');
  text = hasNewline ? text.slice(0, -1) : text;
  if (!isRaw) text = text.replaceAll(/\\(.)/gu, '$1');
  const ifs = state.get('IFS') ?? ' \t\n';
  const values = splitForRead(text, ifs, Math.max(1, names.length));
  for (const [index, name] of (names.length === 0 ? ['REPLY'] : names).entries()) state.set(name, values[index] ?? '');
  return hasNewline ? 0 : 1;
}

function splitForRead(text: string, ifs: string, count: number): string[] {
  const isSpace = (letter: string): boolean => ifs.includes(letter) && /\s/u.test(letter);
  let rest = text;
  const values: string[] = [];
  while (rest !== '' && isSpace(rest.charAt(0))) rest = rest.slice(1);
  while (values.length < count - 1 && rest !== '') {
    const end = rest.split('').findIndex((unit) => ifs.includes(unit));
    values.push(end < 0 ? rest : rest.slice(0, end));
    rest = end < 0 ? '' : rest.slice(end);
    if (rest !== '' && !isSpace(rest.charAt(0))) rest = rest.slice(1);
    else {
      while (rest !== '' && isSpace(rest.charAt(0))) rest = rest.slice(1);
      if (rest !== '' && ifs.includes(rest.charAt(0))) rest = rest.slice(1);
    }
    while (rest !== '' && isSpace(rest.charAt(0))) rest = rest.slice(1);
  }
  while (rest !== '' && isSpace(rest.charAt(rest.length - 1))) rest = rest.slice(0, -1);
  return [...values, rest];
}

async function evaluateLet(call: BuiltinCall): Promise<number> {
  let value = 0;
  for (const text of call.process.args) value = await arithmetic(text, call);
  return value === 0 ? 1 : 0;
}

/** `getopts SPEC NAME [ARG…]` with OPTIND and OPTARG; one option per argument word. */
async function getopts(call: BuiltinCall): Promise<number> {
  const [spec = '', name = '', ...given] = call.process.args;
  const { state } = call.shell;
  const words = given.length > 0 ? given : state.positional;
  const index = Number(state.get('OPTIND') ?? '1');
  const word = words[index - 1];
  if (word === undefined || !/^-[^-]/u.test(word)) {
    state.set(name, '?');
    return 1;
  }
  const letter = word.charAt(1);
  const at = spec.indexOf(letter);
  const takesValue = at >= 0 && spec.charAt(at + 1) === ':';
  const isAttached = takesValue && word.length > 2;
  state.set(name, at < 0 ? '?' : letter);
  if (at < 0) await call.process.printError(`${call.process.name}: -${letter}: unknown option\n`);
  if (takesValue) state.set('OPTARG', isAttached ? word.slice(2) : (words[index] ?? ''));
  state.set('OPTIND', String(index + (takesValue && !isAttached ? 2 : 1)));
  return 0;
}

/** Commands that set and read variables and options. */
export const variableBuiltins: readonly (readonly [string, Builtin])[] = [
  ['export', declare({ isExported: true }, false)],
  ['readonly', declare({ isReadonly: true }, false)],
  ['typeset', declare({}, true)],
  ['local', declare({}, true)],
  ['set', set],
  ['unset', unset],
  ['shift', shift],
  ['read', read],
  ['let', evaluateLet],
  ['getopts', getopts],
];
