const classes: Readonly<Record<string, string>> = {
  alpha: 'a-zA-Z',
  digit: '0-9',
  alnum: 'a-zA-Z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: ' \\t\\n\\r\\f\\v',
  blank: ' \\t',
  punct: '!-\\/:-@\\[-`{-~',
  xdigit: '0-9A-Fa-f',
};

const closers: Readonly<Record<string, string>> = { '@': ')', '?': ')?', '*': ')*', '+': ')+' };

/** Escapes text so that it stands for itself inside a shell pattern. */
export function quotePattern(text: string): string {
  return text.replaceAll(/[\\*?[\]|()]/gu, String.raw`\$&`);
}

/** True when a pattern has a character that is not plain text. */
export function isPattern(pattern: string): boolean {
  return /(?:^|[^\\])(?:\\\\)*[*?[]/u.test(pattern);
}

/** The text that a pattern without active characters stands for. */
export function unquotePattern(pattern: string): string {
  return pattern.replaceAll(/\\([\s\S])/gu, '$1');
}

/**
 * The source of a regular expression for a shell pattern: `*`, `?`, `[…]`, `\x` and ksh's `@(a|b)` family.
 * `lazy` makes stars match as little as they can, for `${x#pattern}`.
 */
export function patternSource(pattern: string, isLazy = false): string {
  const any = isLazy ? String.raw`[\s\S]*?` : String.raw`[\s\S]*`;
  const open: string[] = [];
  let source = '';
  for (let at = 0; at < pattern.length; at += 1) {
    const letter = pattern.charAt(at);
    const bracketEnd = letter === '[' ? findBracketEnd(pattern, at) : -1;
    const closer = closers[letter];
    if (letter === '\\' && at + 1 < pattern.length) {
      at += 1;
      source += escapeLetter(pattern.charAt(at));
    } else if (bracketEnd > 0) {
      source += bracketSource(pattern.slice(at + 1, bracketEnd));
      at = bracketEnd;
    } else if (closer !== undefined && pattern.charAt(at + 1) === '(') {
      open.push(closer);
      source += '(?:';
      at += 1;
    } else if (letter === ')' && open.length > 0) source += open.pop() ?? ')';
    else if (letter === '|' && open.length > 0) source += '|';
    else if (letter === '*') source += any;
    else if (letter === '?') source += String.raw`[\s\S]`;
    else source += escapeLetter(letter);
  }
  return source + open.map(() => ')').join('');
}

/** Whether the whole text fits a shell pattern. */
export function matchesPattern(text: string, pattern: string): boolean {
  return new RegExp(`^(?:${patternSource(pattern)})$`, 'u').test(text);
}

function escapeLetter(letter: string): string {
  return /[\\^$.*+?()[\]{}|/]/u.test(letter) ? `\\${letter}` : letter;
}

function findBracketEnd(pattern: string, start: number): number {
  let at = start + 1;
  if (pattern.charAt(at) === '!' || pattern.charAt(at) === '^') at += 1;
  if (pattern.charAt(at) === ']') at += 1;
  while (at < pattern.length && pattern.charAt(at) !== ']') {
    const isClass = pattern.startsWith('[:', at);
    const classEnd = isClass ? pattern.indexOf(':]', at + 2) : -1;
    at = classEnd > 0 ? classEnd + 2 : at + 1;
  }
  return at < pattern.length ? at : -1;
}

function bracketSource(inside: string): string {
  const isNegated = inside.startsWith('!') || inside.startsWith('^');
  const body = (isNegated ? inside.slice(1) : inside).replaceAll(
    /\[:(\w+):\]|\\([\s\S])|([\\\]^[])/gu,
    (_all, name?: string, escaped?: string, special?: string) => {
      if (name !== undefined) return classes[name] ?? '';
      const letter = escaped ?? special ?? '';
      return /[\\\]^[-]/u.test(letter) ? `\\${letter}` : letter;
    },
  );
  return `[${isNegated ? '^' : ''}${body}]`;
}
