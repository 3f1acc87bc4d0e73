import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { showLines } from './lines.ts';
import type { Figure, ShowLine } from './show-line.ts';

/**
 * `npm run show -- 01.3 [01.4 …] [--all] [--short] [--seed N] [--json]`
 * Runs the numbered lines, prints seed, figures and bars, and exits 1 when one is missed.
 */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      all: { type: 'boolean', default: false },
      short: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      seed: { type: 'string' },
    },
  });
  const seed = values.seed === undefined ? Date.now() % 1_000_000 : Number(values.seed);
  const chosen = values.all ? showLines : showLines.filter((line) => positionals.includes(line.id));
  const missing = positionals.filter((id) => !showLines.some((line) => line.id === id));
  if (missing.length > 0 || chosen.length === 0 || !Number.isSafeInteger(seed)) {
    process.stderr.write(
      `usage: show <id…> | --all [--short] [--seed N]; ids: ${showLines.map((l) => l.id).join(' ')}\n`,
    );
    return 2;
  }
  // Consoles that lines start as processes keep nothing in the user's own folder.
  process.env['JIQUN_WITNESS'] ??= join(tmpdir(), 'jiqun-witness');
  const outcomes: LineOutcome[] = [];
  for (const line of chosen) outcomes.push(await runLine(line, values.short, seed));
  if (values.json) process.stdout.write(`${JSON.stringify(outcomes)}\n`);
  return outcomes.every((outcome) => outcome.verdict !== 'missed') ? 0 : 1;
}

interface LineOutcome {
  readonly id: string;
  readonly verdict: 'met' | 'missed' | 'left out';
  readonly figures: readonly Figure[];
}

async function runLine(line: ShowLine, isShort: boolean, seed: number): Promise<LineOutcome> {
  const form = isShort ? 'short' : 'full';
  say(`\n${line.id} ${line.title} [${form}, seed ${seed}]`);
  if (isShort && !line.hasShortForm) {
    say('  left out of the short form');
    return { id: line.id, verdict: 'left out', figures: [] };
  }
  const startedAt = performance.now();
  const figures = await measure(line, isShort, seed);
  for (const figure of figures) {
    say(`  ${figure.isMet ? 'ok  ' : 'MISS'} ${figure.name}: ${figure.value}  (bar ${figure.bar})`);
  }
  const isMet = figures.length > 0 && figures.every((figure) => figure.isMet);
  say(`${line.id} ${isMet ? 'met' : 'MISSED'} in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  return { id: line.id, verdict: isMet ? 'met' : 'missed', figures };
}

async function measure(line: ShowLine, isShort: boolean, seed: number): Promise<readonly Figure[]> {
  const stopper = new AbortController();
  const limit = setTimeout(() => stopper.abort(new Error('time limit')), line.limitMs);
  const interrupt = (): void => stopper.abort(new Error('interrupted'));
  process.once('SIGINT', interrupt);
  const strayRejections: unknown[] = [];
  const noteRejection = (reason: unknown): void => void strayRejections.push(reason);
  process.on('unhandledRejection', noteRejection);
  try {
    const figures = await line.run({ isShort, seed, say: (text) => say(`  .. ${text}`), signal: stopper.signal });
    const stray: Figure = {
      name: 'unhandled rejections',
      value: strayRejections.length,
      bar: '= 0',
      isMet: strayRejections.length === 0,
    };
    for (const reason of strayRejections) say(`  !! ${describe(reason)}`);
    const inTime: Figure = {
      name: 'ended by itself and in time',
      value: stopper.signal.aborted ? 'no' : 'yes',
      bar: '= yes',
      isMet: !stopper.signal.aborted,
    };
    return [...figures, stray, inTime];
  } catch (failure) {
    say(`  !! ${describe(failure)}`);
    return [{ name: 'ran to its end', value: 'no', bar: '= yes', isMet: false }];
  } finally {
    clearTimeout(limit);
    process.removeListener('SIGINT', interrupt);
    process.removeListener('unhandledRejection', noteRejection);
  }
}

function describe(failure: unknown): string {
  return failure instanceof Error ? (failure.stack ?? failure.message) : String(failure);
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

process.exitCode = await main();
