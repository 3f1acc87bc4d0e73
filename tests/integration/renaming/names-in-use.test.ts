import { expect, onTestFinished, test } from 'vitest';
import { jobSchema } from '../../../electron/contract/jobs.ts';
import { valueOf } from '../../support/device-layer.ts';
import { RenamingFleet } from '../../support/fleet/renaming-fleet.ts';

const hourMs = 3_600_000;
const limitMs = 120_000;

async function openFleet() {
  const fleet = await RenamingFleet.open({ seed: 7, phoneCount: 1, groupCount: 3 });
  onTestFinished(() => fleet.close());
  const names = (): string[] => fleet.groups.map(({ worldId }) => fleet.world.group(worldId).name);
  const tableOf = (wishes: readonly (string | undefined)[]) => ({
    groupIds: fleet.groups.map(({ bookId }) => bookId),
    rule: {
      kind: 'table',
      names: Object.fromEntries(
        fleet.groups.flatMap(({ bookId }, place) => (wishes[place] === undefined ? [] : [[bookId, wishes[place]]])),
      ),
    },
  });
  return { fleet, names, tableOf };
}

async function codesOf(fleet: RenamingFleet, jobId: number): Promise<string[]> {
  const items = await fleet.console.items(jobId);
  return items.map(({ verdict, code }) => `${verdict} ${code ?? '-'}`);
}

test(
  'of a chain only the group whose new name is free is renamed, and never are two groups called alike',
  async () => {
    const { fleet, names, tableOf } = await openFleet();
    const [first, second, third] = names();
    const chain = tableOf([second, third, '全新名字群']);
    const alike: string[] = [];
    const stop = fleet.world.acts.watch(({ kind, after }) => {
      const count = names().filter((name) => name === after).length;
      if (kind === 'rename-group' && count > 1) alike.push(after ?? '');
    });
    onTestFinished(stop);
    const jobId = await fleet.console.plan('groups.rename', chain);
    expect(await codesOf(fleet, jobId)).toEqual([
      'blocked duplicate-of-group',
      'blocked duplicate-of-group',
      'ready -',
    ]);
    await fleet.console.confirm(jobId);
    await fleet.console.untilOver(jobId, limitMs);
    expect(names()).toEqual([first, second, '全新名字群']);
    const again = await fleet.console.run('groups.rename', chain, limitMs);
    expect(again.map(({ state, code }) => `${state} ${code ?? '-'}`)).toEqual([
      'skipped duplicate-of-group',
      'done ok',
      'skipped already-so',
    ]);
    expect(names()).toEqual([first, third, '全新名字群']);
    expect(alike).toEqual([]);
  },
  2 * limitMs,
);

test(
  'a name of a job that is not over is given to no other group, nor the group of that job another name',
  async () => {
    const { fleet, names, tableOf } = await openFleet();
    const before = names();
    const later = { startAt: fleet.clock.now() + hourMs, endAt: null };
    const order = { kind: 'groups.rename', title: '换主题', window: later };
    const planned = await fleet.console.console.call('jobs.plan', { ...order, payload: tableOf(['甲群']) });
    const waiting = jobSchema.parse(valueOf(planned)).jobId;
    const twin = await fleet.console.plan('groups.rename', tableOf([undefined, '甲 群']));
    expect(await codesOf(fleet, twin)).toEqual(['skipped already-so', 'ready -', 'skipped already-so']);
    await fleet.console.confirm(waiting);
    const confirmed = await fleet.console.console.call('jobs.confirm', { jobId: twin, isConfirmed: true });
    expect(confirmed).toMatchObject({ ok: false, error: { code: 'plan-empty' } });
    const anew = await fleet.console.plan('groups.rename', tableOf(['乙群', '甲群']));
    expect(await codesOf(fleet, anew)).toEqual([
      'blocked rename-open',
      'blocked duplicate-of-job',
      'skipped already-so',
    ]);
    expect(names()).toEqual(before);
    expect(fleet.world.acts.deeds().filter(({ kind }) => kind === 'rename-group')).toEqual([]);
  },
  limitMs,
);
