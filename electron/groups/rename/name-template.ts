import { nameTokens, type NameToken, type RenameProblem } from '../../contract/group-rename.ts';

export type TokenValues = Readonly<Record<NameToken, string>>;

/** A template in its parts: words that stand as they are, and tokens. */
type Part = { readonly text: string } | { readonly token: NameToken } | { readonly unknown: string };

const tokenShape = /\{([^{}]*)\}/g;

/**
 * A new name from a template such as `{主题}{序号}群`. Problems: `unknown-token` for braces around anything else, `token-empty`
 * for a token that this group has no value for; the name is then made without it.
 */
export function fillTemplate(
  template: string,
  values: TokenValues,
): { readonly name: string; readonly problems: readonly RenameProblem[] } {
  const problems: RenameProblem[] = [];
  const words = partsOf(template).map((part) => {
    if ('text' in part) return part.text;
    if ('unknown' in part) {
      problems.push({ code: 'unknown-token', params: { token: part.unknown } });
      return '';
    }
    const value = values[part.token];
    if (value === '') problems.push({ code: 'token-empty', params: { token: part.token } });
    return value;
  });
  return { name: words.join(''), problems };
}

/** The tokens that a template names and nobody knows, in the order of the template. */
export function unknownTokens(template: string): readonly string[] {
  return partsOf(template).flatMap((part) => ('unknown' in part ? [part.unknown] : []));
}

/** Whether a template numbers its groups. */
export function hasNumber(template: string): boolean {
  return partsOf(template).some((part) => 'token' in part && part.token === '序号');
}

function partsOf(template: string): Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const match of template.matchAll(tokenShape)) {
    if (match.index > end) parts.push({ text: template.slice(end, match.index) });
    parts.push(partOf(match[1] ?? ''));
    end = match.index + match[0].length;
  }
  if (end < template.length) parts.push({ text: template.slice(end) });
  return parts.flatMap((part) => ('text' in part && /[{}]/.test(part.text) ? [{ unknown: part.text }] : [part]));
}

function partOf(inner: string): Part {
  const token = nameTokens.find((each) => each === inner.trim());
  return token === undefined ? { unknown: inner } : { token };
}
