import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { EvidenceFiles } from '../../../electron/automation/evidence/evidence-files.ts';
import type { MemberDataReceipt, MemberPlace } from '../../../electron/contract/member-data.ts';
import { fail } from '../../../electron/contract/outcome.ts';
import { eraseCopiesTask } from '../../../electron/groups/member-data/copies-task.ts';
import { MemberData } from '../../../electron/groups/member-data/member-data.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { openReadOnly } from '../../../electron/store/read-only-store.ts';
import type { TaskRunner } from '../../../electron/store/task-runner.ts';
import { valueOf } from '../device-layer.ts';
import { makeTempFolder } from '../temp-folder.ts';
import { allMembers, GroupBench } from './group-bench.ts';
import { createInlineWorker } from './inline-worker.ts';

const signal = new AbortController().signal;
export const person = '欧阳明月';

/** A worker that never comes to the backups. */
function slowWorker(worker: TaskRunner): TaskRunner {
  return {
    run: async (task, options) =>
      task === eraseCopiesTask ? fail('timeout', 'it took too long') : worker.run(task, options),
  };
}

/** 晨跑群 with a roster of three, one of them the person; 读书会 without. */
export function openKept({ isWorkerSlow = false, members = [person, '乙', `${person}的妹妹`] } = {}) {
  const folder = makeTempFolder();
  const file = join(folder, 'jiqun.db');
  const bench = new GroupBench({ file });
  const { store, desk, audit, clock } = bench;
  bench.list(1, ['晨跑群', '读书会']);
  bench.info(1, '晨跑群', {
    role: 'owner',
    members: allMembers(members),
    mayKeepMembers: true,
  });
  const pictures = new EvidenceFiles({ folder: join(folder, 'evidence'), store, clock, logger: silentLogger });
  const data = new MemberData({
    store,
    desk,
    audit,
    clock,
    logger: silentLogger,
    operatorName: () => '小王',
    worker: isWorkerSlow ? slowWorker(createInlineWorker(file)) : createInlineWorker(file),
    pictures,
    // A folder of logs below it is searched once.
    folders: [folder, join(folder, 'backups')],
  });
  onTestFinished(() => data.dispose());
  onTestFinished(() => pictures.dispose());
  const roster = () => desk.rosters.get(bench.group('晨跑群').views[0]?.groupViewId ?? 0);
  const state = async () => valueOf(await data.handlers['memberData.state']({}, signal));
  const find = async (name = person) => valueOf(await data.handlers['memberData.find']({ name }, signal));
  const erase = async (name = person, isUnlistedMeant = false) =>
    valueOf(await data.handlers['memberData.erase']({ name, isUnlistedMeant, isConfirmed: true }, signal));
  return { bench, data, roster, state, find, erase, folder, file, pictures };
}

export type Kept = ReturnType<typeof openKept>;

/** A picture as it was kept, with its file. */
export function writePicture({ bench, folder }: Kept, evidenceId: string): string {
  const fileName = `2026-01/${evidenceId}.webp`;
  const path = join(folder, 'evidence', fileName);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, 'picture');
  bench.store
    .prepare<[string, number, string]>("INSERT INTO evidence VALUES (?, ?, 'image/webp', 7, ?)")
    .run(evidenceId, bench.clock.now(), fileName);
  return path;
}

/** The other member's longer name would be found in the bytes. */
export function dropSister({ bench }: Kept): void {
  bench.store.prepare("DELETE FROM rosterCell WHERE name LIKE '%妹妹'").run();
}

export function backUp({ file, bench }: Kept, at = bench.clock.now()): string {
  const source = openReadOnly(file);
  try {
    return source.backUp(at);
  } finally {
    source.dispose();
  }
}

export function placeOf({ places }: MemberDataReceipt, place: MemberPlace) {
  return places.find((each) => each.place === place) ?? null;
}
