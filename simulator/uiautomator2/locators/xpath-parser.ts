import { WebDriverError } from '../web-driver-error.ts';

export type Axis =
  | 'child'
  | 'descendant'
  | 'descendant-or-self'
  | 'self'
  | 'parent'
  | 'ancestor'
  | 'following-sibling'
  | 'preceding-sibling';

/** One step of a path: where to look, the element's name (`*` for any), and what must hold. */
export interface XPathStep {
  readonly axis: Axis;
  readonly name: string;
  readonly predicates: readonly XPathExpression[];
}

export type XPathExpression =
  | { readonly kind: 'path'; readonly isAbsolute: boolean; readonly steps: readonly XPathStep[] }
  | { readonly kind: 'filter'; readonly inner: XPathExpression; readonly predicates: readonly XPathExpression[] }
  | { readonly kind: 'attribute'; readonly name: string }
  | { readonly kind: 'literal'; readonly value: string | number }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly XPathExpression[] }
  | { readonly kind: 'binary'; readonly sign: string; readonly left: XPathExpression; readonly right: XPathExpression };

const tokenPattern =
  /\s*("[^"]*"|'[^']*'|\d+(?:\.\d+)?|\/\/|::|!=|<=|>=|\.\.|[()[\]@,/|=<>.*]|[\p{L}_][\p{L}\p{N}_.-]*)/uy;

/** Signs by how loosely they bind. */
const levels: readonly (readonly string[])[] = [['or'], ['and'], ['=', '!='], ['<', '<=', '>', '>='], ['|']];
const axes: ReadonlySet<string> = new Set([
  'child',
  'descendant',
  'descendant-or-self',
  'self',
  'parent',
  'ancestor',
  'following-sibling',
  'preceding-sibling',
]);

/** Reads the part of XPath 1.0 that selectors are written in. Throws `invalid selector`. */
export function parseXPath(text: string): XPathExpression {
  return new XPathParser(text).parse();
}

class XPathParser {
  readonly #text: string;
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = this.#cut(text);
  }

  parse(): XPathExpression {
    const expression = this.#readBinary(0);
    if (this.#at < this.#tokens.length) throw this.#wrong();
    return expression;
  }

  #cut(text: string): string[] {
    const tokens: string[] = [];
    let at = 0;
    while (text.slice(at).trim() !== '') {
      tokenPattern.lastIndex = at;
      const token = tokenPattern.exec(text)?.[1];
      if (token === undefined) throw this.#wrong();
      tokens.push(token);
      at = tokenPattern.lastIndex;
    }
    return tokens;
  }

  #readBinary(level: number): XPathExpression {
    const signs = levels[level];
    if (signs === undefined) return this.#readPath();
    let left = this.#readBinary(level + 1);
    while (signs.includes(this.#peek())) {
      const sign = this.#next();
      left = { kind: 'binary', sign, left, right: this.#readBinary(level + 1) };
    }
    return left;
  }

  #readPath(): XPathExpression {
    const token = this.#peek();
    if (/^["']/u.test(token)) return { kind: 'literal', value: this.#next().slice(1, -1) };
    if (/^\d/u.test(token)) return { kind: 'literal', value: Number(this.#next()) };
    if (token === '@') {
      this.#next();
      return { kind: 'attribute', name: this.#next() };
    }
    if (token === '(') return this.#readFilter();
    if (/^[\p{L}_]/u.test(token) && this.#peek(1) === '(') return this.#readCall();
    return this.#readSteps(token === '/' || token === '//');
  }

  #readFilter(): XPathExpression {
    this.#expect('(');
    const inner = this.#readBinary(0);
    this.#expect(')');
    return { kind: 'filter', inner, predicates: this.#readPredicates() };
  }

  #readCall(): XPathExpression {
    const name = this.#next();
    const args: XPathExpression[] = [];
    this.#expect('(');
    while (this.#peek() !== ')') {
      args.push(this.#readBinary(0));
      if (this.#peek() === ',') this.#next();
    }
    this.#expect(')');
    return { kind: 'call', name, args };
  }

  #readSteps(isAbsolute: boolean): XPathExpression {
    const steps: XPathStep[] = [];
    const readSlash = (): boolean => {
      const sign = this.#peek();
      if (sign !== '/' && sign !== '//') return false;
      this.#next();
      if (sign === '//') steps.push({ axis: 'descendant-or-self', name: '*', predicates: [] });
      return true;
    };
    if (isAbsolute) readSlash();
    do steps.push(this.#readStep());
    while (readSlash());
    return { kind: 'path', isAbsolute, steps };
  }

  #readStep(): XPathStep {
    const token = this.#next();
    if (token === '.') return { axis: 'self', name: '*', predicates: this.#readPredicates() };
    if (token === '..') return { axis: 'parent', name: '*', predicates: this.#readPredicates() };
    if (this.#peek() === '::' && isAxis(token)) {
      this.#next();
      return { axis: token, name: this.#readName(this.#next()), predicates: this.#readPredicates() };
    }
    return { axis: 'child', name: this.#readName(token), predicates: this.#readPredicates() };
  }

  #readName(token: string): string {
    if (token === '*' || /^[\p{L}_]/u.test(token)) return token;
    throw this.#wrong();
  }

  #readPredicates(): XPathExpression[] {
    const predicates: XPathExpression[] = [];
    while (this.#peek() === '[') {
      this.#next();
      predicates.push(this.#readBinary(0));
      this.#expect(']');
    }
    return predicates;
  }

  #peek(ahead = 0): string {
    return this.#tokens[this.#at + ahead] ?? '';
  }

  #next(): string {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw this.#wrong();
    this.#at += 1;
    return token;
  }

  #expect(sign: string): void {
    if (this.#next() !== sign) throw this.#wrong();
  }

  #wrong(): WebDriverError {
    return new WebDriverError('invalid selector', `'${this.#text}' is no XPath that this server reads`);
  }
}

function isAxis(token: string): token is Axis {
  return axes.has(token);
}
