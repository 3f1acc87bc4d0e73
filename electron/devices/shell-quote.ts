/**
 * One word for a phone's shell (mksh, POSIX sh), whatever it contains: single quotes protect everything but
 * themselves. Every device-side command string that holds foreign text is built with it. A NUL cannot be passed in a
 * command line at all, so it is a caller's bug.
 */
export function quote(word: string): string {
  if (word.includes('\0')) throw new RangeError('a shell word cannot contain NUL');
  if (/^[\w@%+:,./-]+$/.test(word)) return word;
  return `'${word.replaceAll("'", "'\\''")}'`;
}

/** A whole command of quoted words. */
export function quoteCommand(words: readonly string[]): string {
  return words.map(quote).join(' ');
}
