/** One tool call inside a compound command. */
export interface CommandSection<Name extends string = string> {
  readonly section: Name;
  readonly command: string;
  /** Lines after which the output is cut, so that a vendor's huge dump cannot flood the poll. */
  readonly lineLimit: number;
}

export interface SectionOutput {
  /** Ends with a newline unless empty. Empty when the section did not come back whole. */
  readonly output: string;
  /** Null: cut off, flooded, or missing. Nothing may be read from such a section. */
  readonly exitCode: number | null;
}

const incomplete: SectionOutput = { output: '', exitCode: null };

/**
 * One command line that runs every section and marks where each begins and ends and how it exited:
 *
 *     MARK>battery
 *     …output, stderr included…
 *     MARK=0
 *     MARK<battery
 *
 * The exit code is printed inside the cut, so a flooded section loses it and is known to be cut. Written for mksh and
 * toybox of Android 7.1 (no `head -c`, no PIPESTATUS). `mark` must be letters and digits that no output can know.
 */
export function buildCompoundCommand(sections: readonly CommandSection[], mark: string): string {
  const parts = sections.map(
    ({ section, command, lineLimit }) =>
      `echo "$M>${section}";{ { ${command};} </dev/null 2>&1;r=$?;echo;echo "$M=$r";}|head -n ${lineLimit};echo "$M<${section}"`,
  );
  return `M=${mark};${parts.join(';')}`;
}

/**
 * Takes the output of such a command apart. Every asked section is answered; one whose marks are missing, out of place
 * or doubled has exit code null. Text between the sections is ignored.
 */
export function splitCompoundOutput<Name extends string>(
  text: string,
  asked: readonly Name[],
  mark: string,
): Map<Name, SectionOutput> {
  const sections = new Map<Name, SectionOutput>(asked.map((name) => [name, incomplete]));
  const closed = new Set<Name>();
  let open: { readonly name: Name; readonly lines: string[]; exitCode: number | null } | null = null;
  for (const line of text.split('\n').slice(0, -1)) {
    const event = readMark(line, mark);
    if (event === null) {
      if (open !== null && open.exitCode === null) open.lines.push(line);
    } else if (event.kind === 'begin') {
      const name = asked.find((candidate) => candidate === event.name);
      open = name === undefined ? null : { name, lines: [], exitCode: null };
    } else if (event.kind === 'exit') {
      if (open !== null) open.exitCode ??= event.code;
    } else if (open?.name === event.name) {
      if (open.exitCode !== null) sections.set(open.name, closed.has(open.name) ? incomplete : finish(open));
      closed.add(open.name);
      open = null;
    }
  }
  return sections;
}

type MarkEvent =
  | { readonly kind: 'begin' | 'end'; readonly name: string }
  | { readonly kind: 'exit'; readonly code: number };

function readMark(line: string, mark: string): MarkEvent | null {
  if (!line.startsWith(mark)) return null;
  const [, sign, rest] = /^([<>=])([\w-]+)\r?$/.exec(line.slice(mark.length)) ?? [];
  if (sign === undefined || rest === undefined) return null;
  if (sign !== '=') return { kind: sign === '>' ? 'begin' : 'end', name: rest };
  return /^\d{1,3}$/.test(rest) ? { kind: 'exit', code: Number(rest) } : null;
}

/** The `echo` before the exit mark leaves one empty line behind output that ended with a newline by itself. */
function finish(open: { readonly lines: string[]; readonly exitCode: number | null }): SectionOutput {
  if (open.lines.at(-1)?.trim() === '') open.lines.pop();
  return { output: open.lines.map((line) => `${line}\n`).join(''), exitCode: open.exitCode };
}
