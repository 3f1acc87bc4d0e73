import { evaluateArithmetic } from './arithmetic.ts';
import { ScriptFailure } from './control-flow.ts';
import { type Piece, fieldText, splitFields } from './field-splitting.ts';
import {
  lookUpParameter,
  type ParameterValue,
  removePattern,
  replacePattern,
  sliceText,
  type SpecialParameters,
} from './parameter-expansion.ts';
import { expandPaths } from './path-expansion.ts';
import { quotePattern } from './pattern.ts';
import type { PhoneFiles } from './phone-files.ts';
import {
  type ArithmeticNode,
  type ParameterOperation,
  type ParameterPart,
  parseArithmetic,
  parseQuotedWord,
  parseScript,
  type ScriptNode,
  type WordNode,
  type WordPart,
} from './shell-grammar.ts';
import type { ShellState } from './shell-state.ts';

/** What expansion needs of the running shell. */
export interface ExpansionScope {
  readonly state: ShellState;
  readonly files: PhoneFiles;
  special(): SpecialParameters;
  /** Runs a command substitution and returns its output without the newlines at its end. */
  capture(script: ScriptNode): Promise<string>;
}

const defaultIfs = ' \t\n';

/** Turns the words of a command into the strings that the command gets. */
export class Expander {
  readonly #scope: ExpansionScope;

  constructor(scope: ExpansionScope) {
    this.#scope = scope;
  }

  /** Words as arguments: braces, parameters, substitutions, field splitting and path names. */
  async toArguments(words: readonly WordNode[]): Promise<string[]> {
    const { state, files } = this.#scope;
    const result: string[] = [];
    for (const word of words.flatMap(expandBraces)) {
      const fields = splitFields(await this.#pieces(word.parts, false), state.get('IFS') ?? defaultIfs);
      for (const field of fields) {
        if (state.options.isNoglob) result.push(fieldText(field));
        else result.push(...expandPaths(field, files, state.directory));
      }
    }
    return result;
  }

  /** A word as one string, without splitting: values of assignments, targets of redirections, here-documents. */
  async toText(word: WordNode): Promise<string> {
    return joinPieces(await this.#pieces(word.parts, false), ' ');
  }

  /** A word as a pattern: what was quoted stands for itself. */
  async toPattern(word: WordNode): Promise<string> {
    const pieces = await this.#pieces(word.parts, false);
    return pieces
      .map((piece) => {
        if (piece.kind === 'boundary') return ' ';
        return piece.kind === 'quoted' ? quotePattern(piece.text) : piece.text;
      })
      .join('');
  }

  arithmetic(node: ArithmeticNode): Promise<number> {
    const { state } = this.#scope;
    return evaluateArithmetic(node, {
      get: (name) => lookUpParameter(name, state, this.#scope.special())?.values[0] ?? null,
      set: (name, value) => state.set(name, value),
      substitute: (command) => this.#scope.capture(parseScript(command)),
      expandBraced: (content) => this.toText(parseQuotedWord(`\${${content}}`)),
      parse: parseArithmetic,
    });
  }

  async #pieces(parts: readonly WordPart[], isQuoted: boolean): Promise<Piece[]> {
    const pieces: Piece[] = [];
    for (const part of parts) pieces.push(...(await this.#part(part, isQuoted)));
    return pieces;
  }

  async #part(part: WordPart, isQuoted: boolean): Promise<readonly Piece[]> {
    const expandedKind = isQuoted ? 'quoted' : 'expanded';
    switch (part.type) {
      case 'Literal':
        return [{ kind: isQuoted ? 'quoted' : 'literal', text: part.value }];
      case 'Glob':
        return [{ kind: isQuoted ? 'quoted' : 'literal', text: part.pattern }];
      case 'SingleQuoted':
      case 'Escaped':
        return [{ kind: 'quoted', text: part.value }];
      case 'DoubleQuoted':
        return this.#doubleQuoted(part.parts);
      case 'ParameterExpansion':
        return this.#parameter(part, isQuoted);
      case 'CommandSubstitution':
        return [{ kind: expandedKind, text: await this.#scope.capture(part.body) }];
      case 'ArithmeticExpansion':
        return [{ kind: expandedKind, text: String(await this.arithmetic(part.expression.expression)) }];
      case 'TildeExpansion':
        return [
          { kind: 'quoted', text: part.user === null ? (this.#scope.state.get('HOME') ?? '/') : `~${part.user}` },
        ];
      case 'BraceExpansion':
        return this.#pieces(
          expandBraces({ type: 'Word', parts: [part] }).flatMap((word) => word.parts),
          isQuoted,
        );
      case 'ProcessSubstitution':
        throw new ScriptFailure("syntax error: unexpected '('");
    }
  }

  async #doubleQuoted(parts: readonly WordPart[]): Promise<readonly Piece[]> {
    const pieces = await this.#pieces(parts, true);
    const isOnlyEmptyList = pieces.length === 0 && parts.some((part) => part.type === 'ParameterExpansion');
    return pieces.length > 0 || isOnlyEmptyList ? pieces : [{ kind: 'quoted', text: '' }];
  }

  async #parameter(part: ParameterPart, isQuoted: boolean): Promise<readonly Piece[]> {
    const { state } = this.#scope;
    const name = await this.#withIndex(part.parameter);
    const value = lookUpParameter(name, state, this.#scope.special());
    if (part.operation !== null) return this.#operation(part, value, isQuoted);
    if (value === null) {
      if (state.options.isNounset) throw new ScriptFailure(`${part.parameter}: parameter not set`);
      return isQuoted ? [{ kind: 'quoted', text: '' }] : [];
    }
    return this.#spread(value, isQuoted);
  }

  /** A subscript may be an expression: `x[i+1]`. */
  async #withIndex(parameter: string): Promise<string> {
    const element = /^(\w+)\[(.+)\]$/u.exec(parameter);
    const index = element?.[2];
    if (element === null || index === undefined || /^(?:\d+|[@*])$/u.test(index)) return parameter;
    return `${element[1] ?? ''}[${await this.arithmetic(parseArithmetic(index))}]`;
  }

  #spread(value: ParameterValue, isQuoted: boolean): readonly Piece[] {
    const kind = isQuoted ? 'quoted' : 'expanded';
    if (!value.isList) return [{ kind, text: value.values[0] ?? '' }];
    if (isQuoted && !value.keepsApart) return [{ kind, text: value.values.join(this.#joiner()) }];
    return value.values.flatMap((text, index): Piece[] =>
      index === 0 ? [{ kind, text }] : [{ kind: 'boundary' }, { kind, text }],
    );
  }

  #joiner(): string {
    const ifs = this.#scope.state.get('IFS');
    return ifs === null ? ' ' : ifs.slice(0, 1);
  }

  async #operation(part: ParameterPart, value: ParameterValue | null, isQuoted: boolean): Promise<readonly Piece[]> {
    const operation = part.operation;
    const kind = isQuoted ? 'quoted' : 'expanded';
    switch (operation?.type) {
      case 'DefaultValue':
      case 'AssignDefault':
      case 'ErrorIfUnset':
      case 'UseAlternative':
        return this.#conditional(part.parameter, operation, value, isQuoted);
      case 'Length':
        return [{ kind, text: String(lengthOf(value)) }];
      case 'Substring': {
        const offset = await this.arithmetic(operation.offset.expression);
        const length = operation.length === null ? null : await this.arithmetic(operation.length.expression);
        return this.#mapped(value, isQuoted, (text) => sliceText(text, offset, length));
      }
      case 'PatternRemoval': {
        const pattern = await this.toPattern(operation.pattern);
        const how = { side: operation.side, isGreedy: operation.greedy };
        return this.#mapped(value, isQuoted, (text) => removePattern(text, pattern, how));
      }
      case 'PatternReplacement': {
        const pattern = await this.toPattern(operation.pattern);
        const replacement = operation.replacement === null ? '' : await this.toText(operation.replacement);
        const how = { isGlobal: operation.all, anchor: operation.anchor };
        return this.#mapped(value, isQuoted, (text) => replacePattern(text, pattern, replacement, how));
      }
      default:
        throw new ScriptFailure(`\${${part.parameter}}: bad substitution`);
    }
  }

  #mapped(value: ParameterValue | null, isQuoted: boolean, change: (text: string) => string): readonly Piece[] {
    const source = value ?? { values: [''], isList: false, keepsApart: false };
    return this.#spread({ ...source, values: source.values.map(change) }, isQuoted);
  }

  async #conditional(
    name: string,
    operation: Extract<ParameterOperation, { checkEmpty: boolean }>,
    value: ParameterValue | null,
    isQuoted: boolean,
  ): Promise<readonly Piece[]> {
    const isMissing = value === null || (value.isList && value.values.length === 0);
    const isAbsent = isMissing || (operation.checkEmpty && value.values.join('') === '');
    if (operation.type === 'UseAlternative') return isAbsent ? [] : this.#fallback(operation.word, isQuoted);
    if (!isAbsent) return this.#spread(value, isQuoted);
    switch (operation.type) {
      case 'DefaultValue':
        return this.#fallback(operation.word, isQuoted);
      case 'AssignDefault': {
        const text = await this.toText(operation.word);
        this.#scope.state.set(name, text);
        return [{ kind: isQuoted ? 'quoted' : 'expanded', text }];
      }
      case 'ErrorIfUnset': {
        const text = operation.word === null ? '' : await this.toText(operation.word);
        throw new ScriptFailure(`${name}: ${text === '' ? 'parameter null or not set' : text}`);
      }
    }
  }

  /** The word of `${x:-word}`: unquoted text in it is split like the result of an expansion. */
  async #fallback(word: WordNode, isQuoted: boolean): Promise<readonly Piece[]> {
    const pieces = await this.#pieces(word.parts, isQuoted);
    return pieces.map((piece) => (piece.kind === 'literal' ? { kind: 'expanded', text: piece.text } : piece));
  }
}

function lengthOf(value: ParameterValue | null): number {
  if (value === null) return 0;
  return value.isList ? value.values.length : Array.from(value.values[0] ?? '').length;
}

function joinPieces(pieces: readonly Piece[], boundary: string): string {
  return pieces.map((piece) => (piece.kind === 'boundary' ? boundary : piece.text)).join('');
}

/** `a{b,c}d` as two words; `{1..3}` is plain text in mksh. */
function expandBraces(word: WordNode): WordNode[] {
  const at = word.parts.findIndex((part) => part.type === 'BraceExpansion');
  const brace = word.parts[at];
  if (brace?.type !== 'BraceExpansion') return [word];
  const variants = brace.items.map((item): readonly WordPart[] => {
    if (item.type === 'Word') return item.word.parts;
    return [{ type: 'Literal', value: `{${item.startStr ?? item.start}..${item.endStr ?? item.end}}` }];
  });
  return variants.flatMap((middle) =>
    expandBraces({ type: 'Word', parts: [...word.parts.slice(0, at), ...middle, ...word.parts.slice(at + 1)] }),
  );
}
