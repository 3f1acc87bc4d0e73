import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuiltApp } from './built-app.ts';
import { benchRows } from './rows.ts';
import { runRow, type RowResult } from './run-row.ts';
import { formatTable } from './table.ts';

const usage = `npm run bench -- [--row NAME]… [--quick] [--list]
  --row NAME   只测这一行，可重复 / only this row, may be repeated
  --quick      次数少，标准不变 / fewer repeats, the same bars
  --list       列出各行 / list the rows`;

/** `npm run bench`: measures speed and size, prints a table, and exits 1 when a bar is missed. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      row: { type: 'string', multiple: true, default: [] },
      quick: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
    },
  });
  if (values.list) {
    for (const { name, title } of benchRows) process.stdout.write(`${name.padEnd(16)} ${title}\n`);
    return 0;
  }
  const chosen = values.row.length === 0 ? benchRows : benchRows.filter(({ name }) => values.row.includes(name));
  if (values.row.some((name) => !benchRows.some((row) => row.name === name))) {
    process.stderr.write(`${usage}\n`);
    return 2;
  }
  // Consoles that rows start as processes keep nothing in the user's own folder.
  process.env['JIQUN_WITNESS'] ??= join(tmpdir(), 'jiqun-witness');
  if (chosen.some(({ needsApp }) => needsApp)) await ensureBuiltApp();
  const stopper = new AbortController();
  process.once('SIGINT', () => stopper.abort(new Error('interrupted')));
  const results: RowResult[] = [];
  for (const row of chosen) {
    say(`${row.name}: ${row.title}`);
    const result = await runRow(row, {
      isQuick: values.quick,
      say: (text) => say(`  ${text}`),
      signal: stopper.signal,
    });
    say(`  ${result.seconds.toFixed(0)} s; ${result.noise}`);
    results.push(result);
  }
  const figures = results.flatMap((result) => result.figures);
  process.stdout.write(`\n${formatTable(figures).join('\n')}\n`);
  return figures.every(({ isMet }) => isMet) ? 0 : 1;
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

process.exitCode = await main();
