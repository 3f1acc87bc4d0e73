import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

const root = join(import.meta.dirname, '..', '..');

const reportSchema = z.object({
  testResults: z.array(
    z.object({
      message: z.string().optional(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

export interface TestTally {
  readonly passed: readonly string[];
  readonly failed: readonly string[];
  readonly skipped: readonly string[];
}

/** Runs a part of the test suite as its own process and tells every test by its full name. */
export async function runTests(
  files: readonly string[],
  options: {
    readonly env: Readonly<Record<string, string>>;
    readonly signal: AbortSignal;
    readonly project?: 'unit' | 'integration';
    /** The configuration; left out, the project's own. */
    readonly config?: string;
  },
): Promise<TestTally> {
  const folder = mkdtempSync(join(tmpdir(), 'jiqun-tally-'));
  try {
    const report = join(folder, 'report.json');
    const program = join(root, 'node_modules', 'vitest', 'vitest.mjs');
    const args = [
      program,
      'run',
      '--project',
      options.project ?? 'unit',
      ...(options.config === undefined ? [] : ['--config', options.config]),
      '--reporter=json',
      `--outputFile=${report}`,
      ...files,
    ];
    await new Promise<void>((resolve, reject) => {
      const child = spawn(process.execPath, args, {
        cwd: root,
        env: { ...process.env, ...options.env },
        stdio: 'ignore',
        signal: options.signal,
      });
      child.once('error', reject);
      child.once('exit', () => resolve());
    });
    return tally(readFileSync(report, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function tally(text: string): TestTally {
  const { testResults } = reportSchema.parse(JSON.parse(text));
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const broken = testResults
    .filter(({ assertionResults }) => assertionResults.length === 0)
    .map(({ message }) => message ?? 'file');
  const named = (status: string): string[] =>
    tests.filter((test) => test.status === status).map(({ fullName }) => fullName);
  return {
    passed: named('passed'),
    failed: [...named('failed'), ...broken],
    skipped: [...named('skipped'), ...named('pending')],
  };
}
