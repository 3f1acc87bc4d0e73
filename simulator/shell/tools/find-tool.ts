import { isRefusal } from '../errno.ts';
import type { FileNode } from '../file-node.ts';
import { baseName, joinPath } from '../file-tree.ts';
import { matchesPattern } from '../pattern.ts';
import { type Program, type ProgramProcess, UsageError } from '../program.ts';

interface Candidate {
  /** As it is printed: under the path that was asked for. */
  readonly label: string;
  readonly node: FileNode;
  readonly depth: number;
}

type Test = (candidate: Candidate) => Promise<boolean>;

interface Limits {
  minDepth: number;
  maxDepth: number;
}

/** `find [PATH…] [EXPRESSION]`: the tests and actions that toybox has and scripts use. */
export const find: Program = async (process) => {
  const start = process.args.findIndex((word) => word.startsWith('-') || word === '(' || word === '!');
  const paths = start < 0 ? process.args : process.args.slice(0, start);
  const expression = new Expression(process, start < 0 ? [] : process.args.slice(start));
  const test = expression.parse();
  let status = 0;
  for (const path of paths.length === 0 ? ['.'] : paths) {
    const node = process.files.linkStat(process.path(path));
    if (isRefusal(node)) status = await process.fail(`'${path}': No such file or directory`);
    else
      status = Math.max(
        status,
        await walk(process, { label: path, node, depth: 0 }, { test, limits: expression.limits }),
      );
  }
  return status;
};

async function walk(
  process: ProgramProcess,
  candidate: Candidate,
  search: { readonly test: Test; readonly limits: Limits },
): Promise<number> {
  const { label, node, depth } = candidate;
  if (depth >= search.limits.minDepth) await search.test(candidate);
  if (node.kind !== 'directory' || depth >= search.limits.maxDepth) return 0;
  const entries = process.files.list(process.path(label));
  if (isRefusal(entries)) return process.failOnFile(label, entries.errno);
  let status = 0;
  for (const [name, child] of entries) {
    const childLabel = label.endsWith('/') ? label + name : `${label}/${name}`;
    status = Math.max(status, await walk(process, { label: childLabel, node: child, depth: depth + 1 }, search));
  }
  return status;
}

class Expression {
  readonly limits: Limits = { minDepth: 0, maxDepth: Infinity };
  readonly #process: ProgramProcess;
  readonly #words: string[];
  #hasAction = false;

  constructor(process: ProgramProcess, words: readonly string[]) {
    this.#process = process;
    this.#words = [...words];
  }

  parse(): Test {
    const test = this.#words.length === 0 ? (): Promise<boolean> => Promise.resolve(true) : this.#or();
    if (this.#words.length > 0) throw new UsageError(`bad arg '${this.#words[0] ?? ''}'`);
    if (this.#hasAction) return test;
    return async (candidate) => {
      if (!(await test(candidate))) return false;
      await this.#process.print(`${candidate.label}\n`);
      return true;
    };
  }

  #or(): Test {
    let left = this.#and();
    while (this.#words[0] === '-o' || this.#words[0] === '-or') {
      this.#words.shift();
      const first = left;
      const second = this.#and();
      left = async (candidate) => (await first(candidate)) || second(candidate);
    }
    return left;
  }

  #and(): Test {
    let left = this.#not();
    while (this.#words.length > 0 && this.#words[0] !== '-o' && this.#words[0] !== '-or' && this.#words[0] !== ')') {
      if (this.#words[0] === '-a' || this.#words[0] === '-and') this.#words.shift();
      const first = left;
      const second = this.#not();
      left = async (candidate) => (await first(candidate)) && second(candidate);
    }
    return left;
  }

  #not(): Test {
    const word = this.#words.shift() ?? '';
    if (word === '!' || word === '-not') {
      const inner = this.#not();
      return async (candidate) => !(await inner(candidate));
    }
    if (word === '(') {
      const inner = this.#or();
      if (this.#words.shift() !== ')') throw new UsageError('need )');
      return inner;
    }
    return this.#primary(word);
  }

  #primary(word: string): Test {
    switch (word) {
      case '-print':
        return this.#act((candidate) => this.#process.print(`${candidate.label}\n`));
      case '-print0':
        return this.#act((candidate) => this.#process.print(`${candidate.label}\0`));
      case '-delete':
        return this.#act((candidate) => {
          this.#process.files.remove(this.#process.path(candidate.label));
          return Promise.resolve();
        });
      case '-exec':
        return this.#execute();
      case '-maxdepth':
        this.limits.maxDepth = Number(this.#words.shift());
        return () => Promise.resolve(true);
      case '-mindepth':
        this.limits.minDepth = Number(this.#words.shift());
        return () => Promise.resolve(true);
      default:
        return this.#property(word);
    }
  }

  #property(word: string): Test {
    const test = this.#propertyTest(word, this.#words.shift() ?? '');
    return (candidate) => Promise.resolve(test(candidate));
  }

  #propertyTest(word: string, value: string): (candidate: Candidate) => boolean {
    const { files, clock } = this.#process;
    switch (word) {
      case '-name':
        return ({ label }) => matchesPattern(baseName(label) || label, value);
      case '-iname':
        return ({ label }) => matchesPattern(baseName(label).toLowerCase(), value.toLowerCase());
      case '-path':
        return ({ label }) => matchesPattern(label, value);
      case '-type':
        return ({ node }) => ({ file: 'f', directory: 'd', link: 'l', device: 'c' })[node.kind] === value;
      case '-size':
        return ({ node }) => compareCount(sizeIn(value, files.sizeOf(node)), value);
      case '-mtime':
        return ({ node }) => compareCount(Math.floor((clock.now() - node.modifiedAt) / 86_400_000), value);
      case '-user':
        return ({ node }) => node.owner === value;
      case '-perm':
        return ({ node }) => node.mode === Number.parseInt(value, 8);
      case '-newer': {
        const other = files.stat(joinPath(this.#process.surroundings.directory, value));
        return ({ node }) => !isRefusal(other) && node.modifiedAt > other.modifiedAt;
      }
      default:
        throw new UsageError(`bad arg '${word}'`);
    }
  }

  #act(run: (candidate: Candidate) => Promise<void>): Test {
    this.#hasAction = true;
    return async (candidate) => {
      await run(candidate);
      return true;
    };
  }

  #execute(): Test {
    const end = this.#words.findIndex((word) => word === ';' || word === '+');
    const command = this.#words.splice(0, end < 0 ? this.#words.length : end + 1).slice(0, -1);
    this.#hasAction = true;
    return async ({ label }) => {
      const status = await this.#process.surroundings.run(command.map((word) => word.replaceAll('{}', label)));
      return status === 0;
    };
  }
}

/** `+5`, `-5` or exactly `5`. */
function compareCount(count: number, text: string): boolean {
  const wanted = Number.parseInt(text.replace(/^[+-]/u, ''), 10);
  if (text.startsWith('+')) return count > wanted;
  return text.startsWith('-') ? count < wanted : count === wanted;
}

function sizeIn(text: string, size: number): number {
  const unit = { c: 1, k: 1024, M: 1_048_576 }[text.at(-1) ?? ''] ?? 512;
  return Math.ceil(size / unit);
}
