import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { createSystemClock } from '../../simulator/desk/system-clock.ts';
import { grammarLines, toolLines } from './shell-lines.ts';
import { TestPhone } from './phone-shell.ts';

export interface Comparison {
  readonly line: string;
  readonly phone: LineAnswer;
  /** What `mksh` with `toybox` says on this computer. */
  readonly reference: LineAnswer;
  readonly isEqual: boolean;
}

interface LineAnswer {
  readonly stdout: string;
  readonly status: number;
  /** Whether it complained; the words differ between versions and are not compared. */
  readonly hasComplained: boolean;
}

const timeoutMs = 10_000;

/** The same files for both sides, made before every line. */
const preparation = [
  'mkdir -p box/sub',
  String.raw`printf 'pear\napple\nfig\napple\n' > fruit`,
  String.raw`printf 'one two three\nfour five\n\nsix\n' > words`,
  String.raw`printf 'b:2:x\na:10:y\nc:1:z\n' > table`,
  'echo hello > box/greeting',
  'ln -s ../fruit box/link',
  'touch -d @1700000000 fruit words table box/greeting box/sub box',
].join('; ');

/** The programs that Android's own shell and tools are. */
export interface Reference {
  readonly mksh: string;
  readonly toybox: string;
}

/** Finds both reference programs; null when one is missing. */
export function findReference(): Reference | null {
  const mksh = findProgram('mksh');
  const toybox = findProgram('toybox');
  return mksh === null || toybox === null ? null : { mksh, toybox };
}

function findProgram(name: string): string | null {
  return (
    ['/usr/bin', '/bin', '/usr/local/bin'].map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null
  );
}

/** Runs every line of the list on a virtual phone and on `mksh` with `toybox`, and compares. */
export async function compareShells(
  reference: Reference,
  lines: readonly string[] = [...grammarLines, ...toolLines],
): Promise<readonly Comparison[]> {
  const folder = await mkdtemp(join(tmpdir(), 'jiqun-shell-'));
  try {
    const links = await linkTools(reference, folder);
    const results: Comparison[] = [];
    for (const [index, line] of lines.entries()) {
      const work = join(folder, String(index));
      await mkdir(work);
      const [phone, expected] = await Promise.all([runOnPhone(line), runOnReference(reference, line, { work, links })]);
      results.push({ line, phone, reference: expected, isEqual: isDeepStrictEqual(phone, expected) });
    }
    return results;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runOnPhone(line: string): Promise<LineAnswer> {
  const phone = new TestPhone({ modelKey: 'pixel_4a', clock: createSystemClock() });
  const prelude = `cd /data/local/tmp; export TZ=UTC; ${preparation}`;
  await phone.run(prelude);
  const answer = await phone.run(`cd /data/local/tmp; export TZ=UTC; ${line}`);
  return { stdout: answer.stdout, status: answer.status, hasComplained: answer.stderr !== '' };
}

/** Every tool of toybox gets its name in a folder of links, as in `/system/bin`; what toybox lacks is the computer's. */
async function linkTools({ toybox }: Reference, folder: string): Promise<string> {
  const links = join(folder, 'bin');
  await mkdir(links);
  const names = execFileSync(toybox).toString().split(/\s+/u).filter(Boolean);
  await Promise.all(names.map((name) => symlink(toybox, join(links, name))));
  return links;
}

function runOnReference(
  { mksh }: Reference,
  line: string,
  place: { readonly work: string; readonly links: string },
): Promise<LineAnswer> {
  return new Promise((resolve, reject) => {
    const options = {
      cwd: place.work,
      timeout: timeoutMs,
      env: { PATH: `${place.links}:/usr/bin:/bin`, HOME: '/', TZ: 'UTC' },
    };
    const child = execFile(mksh, ['-c', `${preparation}\n${line}`], options, (error, stdout, stderr) => {
      const status = error === null ? 0 : error.code;
      if (typeof status !== 'number') reject(new Error(`${mksh} did not end by itself`, { cause: error }));
      else resolve({ stdout, status, hasComplained: stderr !== '' });
    });
    child.stdin?.end();
  });
}
