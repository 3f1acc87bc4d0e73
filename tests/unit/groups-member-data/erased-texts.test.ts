import { describe, expect, onTestFinished, test } from 'vitest';
import { sliceLength } from '../../../electron/groups/member-data/job-text-blanking.ts';
import { createRenameJobs } from '../../../electron/rename-jobs.ts';
import { openReadOnly } from '../../../electron/store/read-only-store.ts';
import { backUp, openKept, person, placeOf, writePicture, type Kept } from '../../support/groups/kept-members.ts';
import { writeJob } from '../../support/groups/person-traces.ts';

/** Everything that jobs hold in writing. */
function textsOf({ bench }: Kept): string {
  const tables = ['job', 'jobItem', 'jobAttempt', 'attemptLine', 'jobResult'];
  return JSON.stringify(tables.map((table) => bench.store.prepare(`SELECT * FROM ${table}`).all()));
}

describe('texts that name a person', () => {
  const row = { groupId: null, accountId: 'a', evidenceId: 'e', name: `${person}的群`, line: `看到 ${person}` };
  test('are blanked in jobs that are over', async () => {
    const kept = openKept();
    writeJob(kept.bench.store, [row]);
    const receipt = await kept.erase();
    expect(textsOf(kept)).not.toContain(person);
    expect(textsOf(kept)).toContain('•••的群');
    expect(placeOf(receipt, 'job-texts')?.removedCount).toBeGreaterThan(3);
    expect(placeOf(receipt, 'open-jobs')).toBeNull();
  });

  test('stay in jobs and rows by which something is still done, and the receipt says how many', async () => {
    const kept = openKept();
    writeJob(kept.bench.store, [row], 'running');
    writeJob(kept.bench.store, [{ ...row, state: 'needs-review' }]);
    const receipt = await kept.erase();
    expect(placeOf(receipt, 'open-jobs')?.keptCount).toBeGreaterThan(1);
    expect(receipt.check.outcome).toBe('found');
    const names = kept.bench.store.prepare<[], { name: string }>('SELECT name FROM jobItem').all();
    expect(names.map(({ name }) => name)).toEqual([`${person}的群`, `${person}的群`]);
  });

  test('make a failed row one that is not tried again', async () => {
    const kept = openKept();
    writeJob(kept.bench.store, [{ ...row, state: 'failed' }]);
    await kept.erase();
    expect(kept.bench.store.prepare('SELECT state, code FROM jobItem').all()).toEqual([
      { state: 'failed', code: 'person-erased' },
    ]);
  });

  test('go from notes and former names of groups; what a group is called now stays, and is told', async () => {
    const kept = openKept();
    const { bench } = kept;
    const { groupId } = bench.group('读书会');
    const addName = bench.store.prepare<[string, string, number]>(
      "INSERT INTO groupName (groupId, name, seenAt, source) VALUES (?, ?, ?, 'read')",
    );
    addName.run(groupId, `${person}的读书会`, 1);
    bench.store
      .prepare<[string, string]>('UPDATE chatGroup SET note = ? WHERE groupId = ?')
      .run(`群主是${person}`, groupId);
    bench.list(2, [`${person}的家长群`]);
    const receipt = await kept.erase();
    expect(placeOf(receipt, 'group-texts')).toMatchObject({ removedCount: 2 });
    expect(placeOf(receipt, 'group-names')?.keptCount).toBeGreaterThan(0);
    expect(bench.group('读书会')).toMatchObject({ note: '群主是•••' });
    expect(bench.group('读书会').names.map(({ name }) => name)).toEqual(['读书会']);
    expect(bench.group(`${person}的家长群`).views).toHaveLength(1);
  });
});

/** A finished job of one row, with JSON as renames write it. */
function writeRename({ bench: { store } }: Kept, name: string, text: string): void {
  writeJob(store, [{ groupId: null, accountId: 'a', evidenceId: 'e', name, line: text }]);
  store
    .prepare<[string]>('UPDATE jobItem SET subject = ?')
    .run(JSON.stringify({ groupViewId: 7, listedAs: text, [name]: 1, kind: name }));
}

function addFormerName({ bench }: Kept, groupName: string, former: string): void {
  bench.store
    .prepare<[string, string]>("INSERT INTO groupName (groupId, name, seenAt, source) VALUES (?, ?, 1, 'read')")
    .run(bench.group(groupName).groupId, former);
}

describe('a name that any text may hold by chance', () => {
  test.each(['群', 'V', 'A群'])('%s goes from rosters and changes nothing else', async (name) => {
    const kept = openKept({ members: [name, '乙'] });
    writeRename(kept, name, `groupViewId of ${name}`);
    addFormerName(kept, '读书会', `${name}早先的名字`);
    const before = textsOf(kept);
    const receipt = await kept.erase(name);
    expect(receipt).toMatchObject({ cellCount: 1 });
    expect(textsOf(kept)).toBe(before);
    expect(kept.bench.group('读书会').names).toHaveLength(2);
    expect(placeOf(receipt, 'short-texts')?.keptCount).toBeGreaterThan(2);
    expect(placeOf(receipt, 'job-texts')).toBeNull();
    expect(placeOf(receipt, 'group-texts')).toBeNull();
  });

  test('is told beforehand as one that only rosters lose, with how many texts stay', async () => {
    const kept = openKept({ members: ['群', '乙'] });
    writeRename(kept, '群', '晨跑群');
    const found = await kept.find('群');
    expect(found).toMatchObject({ reach: 'short', cellCount: 1, changes: [] });
    expect(found.kept.find(({ place }) => place === 'short-texts')?.keptCount).toBeGreaterThan(2);
  });

  test('changes nothing in the backups either', async () => {
    const kept = openKept({ members: ['群', '乙'] });
    writeRename(kept, '群', '晨跑群');
    const backup = backUp(kept);
    const receipt = await kept.erase('群');
    expect(placeOf(receipt, 'backups')).toMatchObject({ removedCount: 1 });
    const copy = openReadOnly(backup);
    onTestFinished(() => copy.dispose());
    expect(copy.prepare<[], { reads: string }>('SELECT reads FROM jobAttempt').all()).toEqual([{ reads: '晨跑群' }]);
    expect(copy.prepare<[], { name: string }>('SELECT name FROM rosterCell').all()).toEqual([{ name: '乙' }]);
  });

  test('takes no picture along but those of its groups', async () => {
    const kept = openKept({ members: ['乙'] });
    writePicture(kept, 'of-list');
    writeJob(kept.bench.store, [{ groupId: null, accountId: 'other', evidenceId: 'of-list', name: '晨跑群' }]);
    expect(await kept.find('群')).toMatchObject({ pictureCount: 0 });
    expect(placeOf(await kept.erase('群'), 'pictures')).toBeNull();
  });
});

describe('a name that no roster holds', () => {
  test('changes no text until the operator says that it is meant', async () => {
    const kept = openKept();
    writeRename(kept, '晨跑四十三群', '看到 晨跑四十三群');
    addFormerName(kept, '读书会', '晨跑四十三群');
    const before = textsOf(kept);
    const found = await kept.find('晨跑四十三群');
    expect(found).toMatchObject({ reach: 'unlisted', cellCount: 0 });
    expect(found.changes.find(({ place }) => place === 'group-texts')).toMatchObject({
      count: 1,
      samples: [{ before: '晨跑四十三群', after: null }],
    });
    const receipt = await kept.erase('晨跑四十三群');
    expect(textsOf(kept)).toBe(before);
    expect(placeOf(receipt, 'unlisted-texts')?.keptCount).toBeGreaterThan(2);
  });

  test('goes from texts where it is meant: a second erasure, once the job is over', async () => {
    const kept = openKept();
    writeJob(kept.bench.store, [{ groupId: null, accountId: 'a', evidenceId: 'e', name: person }], 'running');
    await kept.erase();
    kept.bench.store.prepare("UPDATE job SET state = 'over', endedAt = 9").run();
    expect(await kept.find()).toMatchObject({ reach: 'unlisted' });
    expect(placeOf(await kept.erase(person, true), 'job-texts')?.removedCount).toBeGreaterThan(1);
    expect(textsOf(kept)).not.toContain(person);
  });
});

describe('stored JSON', () => {
  test('loses the name in its texts, and keeps keys, ids and the console’s own words', async () => {
    const kept = openKept({ members: ['groupViewId', '乙'] });
    writeRename(kept, 'groupViewId', '看到 groupViewId');
    await kept.erase('groupViewId');
    const rows = kept.bench.store.prepare<[], { subject: string }>('SELECT subject FROM jobItem').all();
    const subjects = rows.map(({ subject }): unknown => JSON.parse(subject));
    expect(subjects).toEqual([{ groupViewId: 1, listedAs: '看到 •••', kind: 'groupViewId' }]);
  });
});

test('a job whose names were blanked is not taken back to them', async () => {
  const kept = openKept();
  writeRename(kept, `${person}的群`, '新名');
  const jobs = createRenameJobs(kept.bench.store);
  expect(jobs.read(1)?.rows).toHaveLength(1);
  await kept.erase();
  expect(jobs.read(1)?.rows).toEqual([]);
});

describe('what would change', () => {
  test('is shown before anything is done, and is what changes', async () => {
    const kept = openKept();
    writeRename(kept, '晨跑群', `看到 ${person} 说话`);
    addFormerName(kept, '读书会', `${person}的读书会`);
    const found = await kept.find();
    expect(found.reach).toBe('everywhere');
    const jobs = found.changes.find(({ place }) => place === 'job-texts');
    expect(jobs?.samples[0]).toEqual({ before: `看到 ${person} 说话`, after: '看到 ••• 说话' });
    expect(found.kept).toContainEqual({ place: 'longer-names', keptCount: 1 });
    const receipt = await kept.erase();
    expect(placeOf(receipt, 'job-texts')).toMatchObject({ removedCount: jobs?.count, keptCount: 0 });
    expect(placeOf(receipt, 'group-texts')).toMatchObject({ removedCount: 1 });
  });

  test('of jobs that are still acted by is told as kept', async () => {
    const kept = openKept();
    writeJob(kept.bench.store, [{ groupId: null, accountId: 'a', evidenceId: 'e', name: person }], 'running');
    const found = await kept.find();
    expect(found.changes).toEqual([]);
    expect(found.kept.find(({ place }) => place === 'open-jobs')?.keptCount).toBeGreaterThan(1);
  });
});

describe('a log of many lines', () => {
  const lineCount = 1_000;

  test('is blanked slice by slice: everything else has its turn between two of them', async () => {
    const kept = openKept();
    const { store } = kept.bench;
    writeJob(store, [{ groupId: null, accountId: 'a', evidenceId: 'e', name: '晨跑群' }]);
    const addLine = store.prepare<[number, string]>('INSERT INTO attemptLine VALUES (1, ?, 3, ?)');
    for (let seq = 1; seq <= lineCount; seq++) addLine.run(seq, `看到 ${person} ${seq}`);
    const left = store.prepare<[], { n: number }>("SELECT count(*) AS n FROM attemptLine WHERE instr(text, '•••') = 0");
    const seen = new Set<number>();
    let isOver = false;
    const look = (): void => {
      if (isOver) return;
      seen.add(left.get()?.n ?? 0);
      setImmediate(look);
    };
    look();
    const receipt = await kept.erase();
    isOver = true;
    expect(seen.size).toBeGreaterThanOrEqual(lineCount / sliceLength);
    expect(placeOf(receipt, 'job-texts')).toMatchObject({ removedCount: lineCount, keptCount: 0 });
    expect(textsOf(kept)).not.toContain(person);
  });
});
