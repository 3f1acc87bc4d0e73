const place = /\$\{([A-Za-z][A-Za-z0-9]*)\}/g;

export type Variables = Readonly<Record<string, string>>;

/** The names that `${…}` stands for in a text. */
export function namesIn(text: string): string[] {
  return [...text.matchAll(place)].map((match) => match[1] ?? '');
}

/** Puts the values in. A name without a value stays as it stands: playbooks are checked for those when they are loaded. */
export function fillIn(text: string, variables: Variables): string {
  return text.replaceAll(place, (whole, name: string) => variables[name] ?? whole);
}

/** Puts the values in as plain text of a regular expression. */
export function fillPattern(text: string, variables: Variables): string {
  return text.replaceAll(place, (whole, name: string) => {
    const value = variables[name];
    return value === undefined ? whole : escapePattern(value);
  });
}

function escapePattern(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}
