import { parse, type CommandNode, type ScriptNode, type SimpleCommandNode, type WordNode } from 'just-bash';
import { ScriptFailure } from './control-flow.ts';

export type { CommandNode, PipelineNode, ScriptNode, SimpleCommandNode, StatementNode, WordNode } from 'just-bash';

export type WordPart = WordNode['parts'][number];
export type ParameterPart = Extract<WordPart, { type: 'ParameterExpansion' }>;
export type ParameterOperation = NonNullable<ParameterPart['operation']>;
export type ArithmeticNode = Extract<WordPart, { type: 'ArithmeticExpansion' }>['expression']['expression'];
export type Redirection = SimpleCommandNode['redirections'][number];
export type Assignment = SimpleCommandNode['assignments'][number];
export type Condition = Extract<CommandNode, { type: 'ConditionalCommand' }>['expression'];

const maxRemembered = 400;
const remembered = new Map<string, ScriptNode>();

/**
 * The syntax tree of a script. The grammar is just-bash's; scripts are remembered by their text, since a console polls
 * a hundred phones with the same line. Throws {@link ScriptFailure} in mksh's words when the script is malformed.
 */
export function parseScript(text: string): ScriptNode {
  const known = remembered.get(text);
  if (known !== undefined) return known;
  let script: ScriptNode;
  try {
    script = parse(text);
  } catch (cause) {
    throw describeSyntaxError(cause);
  }
  const broken = script.statements.find((statement) => statement.deferredError !== undefined);
  if (broken?.deferredError !== undefined) {
    throw new ScriptFailure(`syntax error: unexpected '${broken.deferredError.token}'`);
  }
  if (remembered.size >= maxRemembered) remembered.clear();
  remembered.set(text, script);
  return script;
}

/** What mksh says where the borrowed parser has its own words. */
function describeSyntaxError(cause: unknown): ScriptFailure {
  const message = cause instanceof Error ? cause.message : String(cause);
  const token = /near unexpected token [`'"]([^`'"]+)[`'"]|unexpected token '([^']+)'/u.exec(message);
  const name = token?.[1] ?? token?.[2];
  if (name !== undefined && name !== 'newline' && name !== 'EOF') {
    return new ScriptFailure(`syntax error: unexpected '${name}'`);
  }
  return new ScriptFailure('syntax error: unexpected EOF');
}

/** The syntax tree of an arithmetic expression given as text, e.g. the value of a variable. */
export function parseArithmetic(text: string): ArithmeticNode {
  const part = firstWord(`: $((${text}))`).parts[0];
  if (part?.type !== 'ArithmeticExpansion') throw new ScriptFailure(`${text}: bad arithmetic expression`);
  return part.expression.expression;
}

/** A text as the inside of double quotes, e.g. the content of `${…}` inside arithmetic. */
export function parseQuotedWord(text: string): WordNode {
  return firstWord(`: "${text}"`);
}

function firstWord(line: string): WordNode {
  const command = parseScript(line).statements[0]?.pipelines[0]?.commands[0];
  const word = command?.type === 'SimpleCommand' ? command.args[0] : undefined;
  if (word === undefined) throw new ScriptFailure('bad substitution');
  return word;
}
