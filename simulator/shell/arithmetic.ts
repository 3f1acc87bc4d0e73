import type { ArithmeticNode } from './shell-grammar.ts';
import { ScriptFailure } from './control-flow.ts';

/** What arithmetic needs of the shell around it. */
export interface ArithmeticScope {
  get(name: string): string | null;
  set(name: string, value: string): void;
  /** Output of a command substitution inside the expression. */
  substitute(command: string): Promise<string>;
  /** Value of `${…}` inside the expression. */
  expandBraced(content: string): Promise<string>;
  parse(text: string): ArithmeticNode;
}

const maxDepth = 32;

/** Evaluates an expression as mksh does: signed 32-bit integers that wrap around. */
export async function evaluateArithmetic(node: ArithmeticNode, scope: ArithmeticScope, depth = 0): Promise<number> {
  if (depth > maxDepth) throw new ScriptFailure('recursion in arithmetic expression');
  const evaluate = (inner: ArithmeticNode): Promise<number> => evaluateArithmetic(inner, scope, depth + 1);
  switch (node.type) {
    case 'ArithNumber':
      return node.value | 0;
    case 'ArithVariable':
      return valueOf(scope.get(node.name) ?? '', scope, depth);
    case 'ArithGroup':
    case 'ArithNested':
      return evaluate(node.expression);
    case 'ArithUnary':
      return evaluateUnary(node, scope, evaluate);
    case 'ArithBinary':
      return evaluateBinary(node, evaluate);
    case 'ArithTernary':
      return evaluate((await evaluate(node.condition)) === 0 ? node.alternate : node.consequent);
    case 'ArithAssignment':
      return assign(node, scope, evaluate);
    case 'ArithCommandSubst':
      return valueOf(await scope.substitute(node.command), scope, depth);
    case 'ArithBracedExpansion':
      return valueOf(await scope.expandBraced(node.content), scope, depth);
    case 'ArithSpecialVar':
      return valueOf(scope.get(node.name) ?? '', scope, depth);
    default:
      throw new ScriptFailure('bad arithmetic expression');
  }
}

/** A variable's text as a number: empty is 0, anything else is an expression of its own. */
async function valueOf(text: string, scope: ArithmeticScope, depth: number): Promise<number> {
  const trimmed = text.trim();
  if (trimmed === '') return 0;
  if (/^[+-]?\d+$/u.test(trimmed)) return Number(trimmed) | 0;
  return evaluateArithmetic(scope.parse(trimmed), scope, depth + 1);
}

async function evaluateUnary(
  node: Extract<ArithmeticNode, { type: 'ArithUnary' }>,
  scope: ArithmeticScope,
  evaluate: (inner: ArithmeticNode) => Promise<number>,
): Promise<number> {
  const value = await evaluate(node.operand);
  switch (node.operator) {
    case '-':
      return -value | 0;
    case '+':
      return value;
    case '!':
      return value === 0 ? 1 : 0;
    case '~':
      return ~value;
    case '++':
    case '--': {
      if (node.operand.type !== 'ArithVariable') throw new ScriptFailure('bad arithmetic expression');
      const changed = (value + (node.operator === '++' ? 1 : -1)) | 0;
      scope.set(node.operand.name, String(changed));
      return node.prefix ? changed : value;
    }
  }
}

async function evaluateBinary(
  node: Extract<ArithmeticNode, { type: 'ArithBinary' }>,
  evaluate: (inner: ArithmeticNode) => Promise<number>,
): Promise<number> {
  const left = await evaluate(node.left);
  if (node.operator === '&&') return left !== 0 && (await evaluate(node.right)) !== 0 ? 1 : 0;
  if (node.operator === '||') return left !== 0 || (await evaluate(node.right)) !== 0 ? 1 : 0;
  return applyOperator(node.operator, left, await evaluate(node.right));
}

function applyOperator(operator: string, left: number, right: number): number {
  if ((operator === '/' || operator === '%') && right === 0) throw new ScriptFailure('zero divisor');
  switch (operator) {
    case '+':
      return (left + right) | 0;
    case '-':
      return (left - right) | 0;
    case '*':
      return Math.imul(left, right);
    case '/':
      return (left / right) | 0;
    case '%':
      return (left % right) | 0;
    case '<<':
      return left << right;
    case '>>':
      return left >> right;
    case '&':
      return left & right;
    case '|':
      return left | right;
    case '^':
      return left ^ right;
    case ',':
      return right;
    default:
      return Number(compare(operator, left, right));
  }
}

function compare(operator: string, left: number, right: number): boolean {
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    default:
      throw new ScriptFailure(`unexpected '${operator}'`);
  }
}

async function assign(
  node: Extract<ArithmeticNode, { type: 'ArithAssignment' }>,
  scope: ArithmeticScope,
  evaluate: (inner: ArithmeticNode) => Promise<number>,
): Promise<number> {
  const right = await evaluate(node.value);
  const operator = node.operator.slice(0, -1);
  const before = operator === '' ? 0 : await valueOf(scope.get(node.variable) ?? '', scope, 0);
  const value = operator === '' ? right : applyOperator(operator, before, right);
  scope.set(node.variable, String(value));
  return value;
}
