import { isRefusal } from './errno.ts';
import { joinPath } from './file-tree.ts';
import { matchesPattern } from './pattern.ts';
import type { PhoneFiles } from './phone-files.ts';

/** What a condition may look at. */
export interface ConditionScope {
  readonly files: PhoneFiles;
  readonly directory: string;
  /** Whether a variable is set, for `-v`. */
  isSet(name: string): boolean;
  readonly hasTerminal: boolean;
}

/** A malformed `test` expression; the text is what mksh complains about. */
export class ConditionError extends Error {
  override readonly name = 'ConditionError';
}

const unaryOperators = new Set(Array.from('abcdefghknoprstuvwxzLGOSN', (letter) => `-${letter}`));
const binaryOperators = new Set([
  '=',
  '==',
  '!=',
  '<',
  '>',
  '-eq',
  '-ne',
  '-lt',
  '-le',
  '-gt',
  '-ge',
  '-nt',
  '-ot',
  '-ef',
]);

export function isUnaryOperator(word: string): boolean {
  return unaryOperators.has(word);
}

export function isBinaryOperator(word: string): boolean {
  return binaryOperators.has(word);
}

/** Tests such as `-f path`, `-z text`. */
export function testUnary(operator: string, operand: string, scope: ConditionScope): boolean {
  switch (operator) {
    case '-n':
      return operand !== '';
    case '-z':
      return operand === '';
    case '-t':
      return scope.hasTerminal;
    case '-v':
      return scope.isSet(operand);
    case '-o':
      return false;
    default:
      return testFile(operator, joinPath(scope.directory, operand), scope.files);
  }
}

function testFile(operator: string, path: string, files: PhoneFiles): boolean {
  const isLinkTest = operator === '-h' || operator === '-L';
  const node = isLinkTest ? files.linkStat(path) : files.stat(path);
  if (isRefusal(node)) return false;
  switch (operator) {
    case '-f':
      return node.kind === 'file';
    case '-d':
      return node.kind === 'directory';
    case '-c':
      return node.kind === 'device';
    case '-h':
    case '-L':
      return node.kind === 'link';
    case '-s':
      return files.sizeOf(node) > 0;
    case '-r':
      return files.may(node, 'read');
    case '-w':
      return files.may(node, 'write');
    case '-x':
      return files.may(node, 'execute');
    case '-O':
      return node.owner === 'shell';
    case '-G':
      return node.group === 'shell';
    case '-e':
    case '-a':
      return true;
    default:
      return false;
  }
}

/** Comparisons; `isPattern` makes the right side of `=` and `!=` a pattern, as inside `[[ ]]`. */
export function testBinary(
  operator: string,
  operands: { readonly left: string; readonly right: string; readonly isPattern: boolean },
  scope: ConditionScope,
): boolean {
  const { left, right, isPattern } = operands;
  switch (operator) {
    case '=':
    case '==':
      return isPattern ? matchesPattern(left, right) : left === right;
    case '!=':
      return !(isPattern ? matchesPattern(left, right) : left === right);
    case '<':
      return left < right;
    case '>':
      return left > right;
    case '-nt':
    case '-ot':
    case '-ef':
      return compareFiles(operator, left, right, scope);
    default:
      return compareNumbers(operator, toInteger(left), toInteger(right));
  }
}

function toInteger(text: string): number {
  if (text.trim() === '') return 0;
  const value = Number(text);
  if (!Number.isInteger(value)) throw new ConditionError(`${text}: bad number`);
  return value;
}

function compareNumbers(operator: string, left: number, right: number): boolean {
  switch (operator) {
    case '-eq':
      return left === right;
    case '-ne':
      return left !== right;
    case '-lt':
      return left < right;
    case '-le':
      return left <= right;
    case '-gt':
      return left > right;
    case '-ge':
      return left >= right;
    default:
      throw new ConditionError(`${operator}: unexpected operator/operand`);
  }
}

function compareFiles(operator: string, left: string, right: string, scope: ConditionScope): boolean {
  const leftPath = joinPath(scope.directory, left);
  const rightPath = joinPath(scope.directory, right);
  if (operator === '-ef') {
    const real = scope.files.realPath(leftPath);
    return !isRefusal(real) && real === scope.files.realPath(rightPath);
  }
  const leftNode = scope.files.stat(leftPath);
  const rightNode = scope.files.stat(rightPath);
  const leftAt = isRefusal(leftNode) ? -Infinity : leftNode.modifiedAt;
  const rightAt = isRefusal(rightNode) ? -Infinity : rightNode.modifiedAt;
  return operator === '-nt' ? leftAt > rightAt : leftAt < rightAt;
}

/** The classic `test` / `[` on its argument list. Throws {@link ConditionError} when it makes no sense. */
export function evaluateTest(words: readonly string[], scope: ConditionScope): boolean {
  const rest = [...words];
  const result = parseOr(rest, scope);
  const extra = rest[0];
  if (extra !== undefined) throw new ConditionError(`${extra}: unexpected operator/operand`);
  return result;
}

function parseOr(rest: string[], scope: ConditionScope): boolean {
  let result = parseAnd(rest, scope);
  while (rest[0] === '-o') {
    rest.shift();
    const right = parseAnd(rest, scope);
    result = result || right;
  }
  return result;
}

function parseAnd(rest: string[], scope: ConditionScope): boolean {
  let result = parseNot(rest, scope);
  while (rest[0] === '-a') {
    rest.shift();
    const right = parseNot(rest, scope);
    result = result && right;
  }
  return result;
}

function parseNot(rest: string[], scope: ConditionScope): boolean {
  const first = rest.shift();
  if (first === undefined) return false;
  const operator = rest[0];
  if (operator !== undefined && isBinaryOperator(operator) && rest.length > 1) {
    rest.shift();
    return testBinary(operator, { left: first, right: rest.shift() ?? '', isPattern: false }, scope);
  }
  if (first === '!' && rest.length > 0) return !parseNot(rest, scope);
  if (first === '(' && rest.length > 0) {
    const inner = parseOr(rest, scope);
    if (rest.shift() !== ')') throw new ConditionError('missing )');
    return inner;
  }
  if (isUnaryOperator(first) && rest.length > 0) return testUnary(first, rest.shift() ?? '', scope);
  return first !== '';
}
