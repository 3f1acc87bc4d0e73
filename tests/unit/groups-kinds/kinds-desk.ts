import { createReadInfoKind } from '../../../electron/groups/kinds/read-info-kind.ts';
import { createReadListKind } from '../../../electron/groups/kinds/read-list-kind.ts';
import type { OwnLogins } from '../../../electron/groups/kinds/phone-logins.ts';
import { createRenameKind } from '../../../electron/groups/kinds/rename-kind.ts';
import type { OpenRename } from '../../../electron/groups/rename/rename-jobs.ts';
import { RenameDesk, type StandingOf } from '../../../electron/groups/rename/rename-desk.ts';
import type { ActItem, JobKind, PlannedItem } from '../../../electron/jobs/job-kind.ts';
import { valueOf } from '../../support/device-layer.ts';
import { GroupBench, nicknameOf } from '../../support/groups/group-bench.ts';
import { PaperPlaybooks } from './paper-playbooks.ts';

const signal = new AbortController().signal;
const limits = () => ({ warnOver: 30, blockOver: 32, forbiddenWords: ['返利'] });
export const affix = { kind: 'affix' as const, prefix: '新', suffix: '' };

/** 晨跑群 seen by two accounts, owned by the first; pages read just now. */
export function openDesk() {
  const bench = new GroupBench();
  bench.list(1, ['晨跑群']);
  bench.list(2, ['晨跑群']);
  const members = { names: [nicknameOf(2), '甲'], statedCount: 2, isComplete: true };
  bench.info(1, '晨跑群', { role: 'owner', members, mayKeepMembers: true });
  const playbooks = new PaperPlaybooks();
  const { desk, accounts, clock, sets } = bench;
  const away = new Set<string>();
  const openRenames: OpenRename[] = [];
  const standingOf: StandingOf = ({ phoneId }) => ({ standing: away.has(phoneId) ? 'away' : 'ready', held: null });
  const renames = new RenameDesk(desk, {
    limits,
    now: () => clock.now(),
    standingsNow: () => standingOf,
    setOrder: (setId) => sets.groupsOf(setId),
    openRenames: () => openRenames,
  });
  return {
    bench,
    away,
    openRenames,
    playbooks,
    groupId: bench.group('晨跑群').groupId,
    readList: createReadListKind({ desk, playbooks, accounts, nameOfPhone: (id) => id }),
    readInfo: createReadInfoKind({ desk, playbooks }),
    rename: createRenameKind({ desk, renames, playbooks, logins: atHome, jobs: { confirmedBy: () => '小王' } }),
  };
}

/** Every account is where it was planned to be. */
const atHome: OwnLogins = { check: () => Promise.resolve(null), noteLeft: () => undefined };

export async function planOf<P, S>(kind: JobKind<P, S>, payload: P, now = 1): Promise<readonly PlannedItem<S>[]> {
  return valueOf(await kind.plan(payload, { now, signal }));
}

export function itemOf<S>(planned: PlannedItem<S> | undefined): ActItem<S> {
  if (planned === undefined) throw new Error('nothing was planned');
  return { ...planned, itemId: 1, jobId: 1 };
}
