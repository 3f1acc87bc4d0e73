import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PlaybookShelf } from '../../../electron/automation/playbooks/playbook-shelf.ts';
import { loadPlaybooks, type Playbooks } from '../../../electron/automation/playbooks/playbooks.ts';
import { ManualClock } from '../../support/manual-clock.ts';

const shipped = join(import.meta.dirname, '..', '..', '..', 'resources', 'playbooks');
const longMs = 60_000;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jiqun-shelf-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function openShelf(of: string) {
  const read: Playbooks[] = [];
  const clock = new ManualClock();
  return { clock, read, shelf: new PlaybookShelf({ folder: of, clock, onRead: (playbooks) => read.push(playbooks) }) };
}

/** What tells two loads apart. */
function contentOf({ all, problems }: Playbooks) {
  return { acts: all.map(({ act, digest }) => [act.act, digest]), problems };
}

test('nothing is read while the console starts', () => {
  const { shelf, read, clock } = openShelf(shipped);
  void shelf.readAhead();
  expect(read).toHaveLength(0);
  expect(clock.pendingCount).toBe(1);
});

test('what is read ahead is what a load at once gives', async () => {
  const { shelf, read, clock } = openShelf(shipped);
  const ahead = shelf.readAhead();
  await clock.advance(longMs);
  await ahead;
  expect(read).toHaveLength(1);
  expect(contentOf(shelf.get())).toEqual(contentOf(loadPlaybooks(shipped)));
  expect(shelf.get().all.length).toBeGreaterThan(3);
});

test('who needs them before has them at once, and nothing is read twice', async () => {
  const { shelf, read, clock } = openShelf(shipped);
  const ahead = shelf.readAhead();
  expect(contentOf(shelf.get())).toEqual(contentOf(loadPlaybooks(shipped)));
  await clock.advance(longMs);
  await ahead;
  expect(read).toHaveLength(1);
});

test('a file that changes while others are read ahead counts as it is in the end', async () => {
  mkdirSync(join(folder, 'wechat'));
  const file = join(folder, 'wechat', 'app.yaml');
  writeFileSync(file, 'app: [');
  writeFileSync(join(folder, 'wechat', 'read-group.yaml'), 'act: x');
  const { shelf, clock } = openShelf(folder);
  const ahead = shelf.readAhead();
  await clock.advance(2_000);
  writeFileSync(file, 'app: 1');
  await clock.advance(longMs);
  await ahead;
  expect(shelf.get().problems).toEqual(loadPlaybooks(folder).problems);
  expect(shelf.get().problems.map(({ code }) => code)).not.toContain('yaml-broken');
});

test('a shelf that is closed reads nothing more', async () => {
  const { shelf, read, clock } = openShelf(shipped);
  const ahead = shelf.readAhead();
  shelf.dispose();
  await ahead;
  expect(read).toHaveLength(0);
  expect(clock.pendingCount).toBe(0);
});
