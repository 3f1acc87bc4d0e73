import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { procedures } from '../../../electron/contract/procedures.ts';
import { openReadOnly } from '../../../electron/store/read-only-store.ts';
import { valueOf } from '../../support/device-layer.ts';
import { allMembers, GroupBench } from '../../support/groups/group-bench.ts';
import { filesHolding, writeJob } from '../../support/groups/person-traces.ts';
import { startTestConsole } from '../../support/services.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const person = '欧阳明月';

/** A data folder in which the person stands in a roster, in a job's texts, in a picture's attempt and in a backup. */
function writeTraces(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'jiqun.db');
  const bench = new GroupBench({ file });
  bench.list(1, ['晨跑群']);
  bench.info(1, '晨跑群', { role: 'owner', members: allMembers([person, '乙']), mayKeepMembers: true });
  const { groupId, views } = bench.group('晨跑群');
  writeJob(bench.store, [
    { groupId, accountId: views[0]?.accountId ?? '', name: '晨跑群', line: `看到 ${person}`, evidenceId: 'e1' },
  ]);
  bench.store
    .prepare<[number]>("INSERT INTO evidence VALUES ('e1', ?, 'image/webp', 1, '2026-01/e1.webp')")
    .run(Date.now());
  mkdirSync(join(folder, 'evidence', '2026-01'), { recursive: true });
  writeFileSync(join(folder, 'evidence', '2026-01', 'e1.webp'), 'x');
  const source = openReadOnly(file);
  source.backUp(Date.now());
  source.dispose();
  bench.store.dispose();
}

test('a person who was erased stands in no byte of the data folder, whose receipt says so place by place', async () => {
  const dataFolder = join(makeTempFolder(), 'data');
  writeTraces(dataFolder);
  expect(filesHolding(dataFolder, person).length).toBeGreaterThan(1);
  const console = await startTestConsole({ dataFolder });
  await console.call('operators.create', { name: '小王' });
  const found = valueOf(await console.call('memberData.find', { name: person }));
  expect(found).toMatchObject({ rosterCount: 1, cellCount: 1, pictureCount: 1 });
  const erased = valueOf(await console.call('memberData.erase', { name: person, isConfirmed: true }));
  const receipt = procedures['memberData.erase'].output.parse(erased);
  const removed = Object.fromEntries(receipt.places.map(({ place, removedCount }) => [place, removedCount]));
  expect(removed).toMatchObject({ rosters: 1, pictures: 1, backups: 1 });
  expect(receipt.places.every(({ keptCount }) => keptCount === 0)).toBe(true);
  expect(receipt.check).toMatchObject({ outcome: 'clean', foundIn: [] });
  expect(filesHolding(dataFolder, person)).toEqual([]);
  expect(JSON.stringify(console.logger.lines)).not.toContain(person);
  expect(await console.call('jobs.evidence', { evidenceId: 'e1' })).toMatchObject({
    error: { code: 'evidence-erased' },
  });
  await console.services.dispose();
  expect(filesHolding(dataFolder, person)).toEqual([]);
});
