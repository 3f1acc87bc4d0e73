import type { SeededRandom } from '../../../simulator/world/seeded-random.ts';

/** The same plan as another hand would have written it down. */
export interface PlanLayout {
  readonly text: string;
  /** Where a line of the plan as it was stands now; both count from 1. */
  readonly lineOf: (line: number) => number;
}

export const layouts = ['as shipped', 'CRLF', 'remarks and blank lines', 'remarks behind values', 'all of it'] as const;
export type LayoutName = (typeof layouts)[number];

/** Lays a text out anew; nothing of what it says is changed. */
export function layOut(text: string, name: LayoutName, random: SeededRandom): PlanLayout {
  const isAll = name === 'all of it';
  const lines = text.split('\n').map((line) => (isAll || name === 'remarks behind values' ? remarked(line) : line));
  const between = isAll || name === 'remarks and blank lines' ? (line: string) => fillersFor(line, random) : () => [];
  const places: number[] = [];
  const laid = lines.flatMap((line) => {
    const fillers = between(line);
    places.push((places.at(-1) ?? 0) + fillers.length + 1);
    return [...fillers, line];
  });
  const ending = isAll || name === 'CRLF' ? '\r\n' : '\n';
  return { text: laid.join(ending), lineOf: (line) => places[line - 1] ?? 0 };
}

/** A line that begins a key or an entry: whatever stands before it stands between two values. */
const beginning = /^\s*(?:- id: \w+|[a-z_\d]+:(?:\s|$))/u;
const fillers = ['', '   ', '# per_day: 999', '        # - id: S9', '#'];

function fillersFor(line: string, random: SeededRandom): string[] {
  if (!beginning.test(line)) return [];
  return Array.from({ length: random.between(0, 3) }, () => random.pick(fillers));
}

/** Only where a value has surely ended. */
function remarked(line: string): string {
  return /^\s*[a-z_]+: (?:\d+|true|false|\{[^#]*\})$/u.test(line) ? `${line} # as agreed: { per_day: 7 }` : line;
}
