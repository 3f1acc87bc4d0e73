/** What a spreadsheet may take for the beginning of a formula, in full width too, behind any apostrophes. */
const formula = /^'*[=+\-@\t\r\n＝＋－＠]/u;

/** With an apostrophe in front where a spreadsheet would run the cell; `releaseCell` takes exactly that one off again. */
export function guardCell(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

export function releaseCell(text: string): string {
  return text.startsWith("'") && formula.test(text.slice(1)) ? text.slice(1) : text;
}
