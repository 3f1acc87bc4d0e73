import type { BenchFigure } from './bench-row.ts';

const heads = ['what', 'value', 'bar', 'peer', 'met'] as const;

/** The figures as the lines of a Markdown table, columns aligned. */
export function formatTable(figures: readonly BenchFigure[]): readonly string[] {
  const rows = [heads, ...figures.map(cellsOf)];
  const widths = heads.map((_head, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`);
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [lines[0] ?? '', rule, ...lines.slice(1)];
}

function cellsOf({ name, value, bar, peer, isMet }: BenchFigure): readonly string[] {
  return [name, value, bar ?? '', peer ?? '', bar === null ? '' : isMet ? 'yes' : 'NO'];
}
