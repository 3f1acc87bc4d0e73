import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { platformRulesVersion } from '../../../electron/contract/accounts.ts';
import type { Outcome } from '../../../electron/contract/outcome.ts';
import type { BenchIntent, BenchLook, BenchRun, BenchState } from '../../../electron/contract/playbook-bench.ts';
import { procedures, type ProcedureInput, type ProcedureName } from '../../../electron/contract/procedures.ts';
import { messengerVariants } from '../../../simulator/messenger/variant.ts';
import { planGroups } from '../../../simulator/world/world-plan.ts';
import { valueOf } from '../../support/device-layer.ts';
import { WorldConsole } from '../../support/groups/world-console.ts';

const seed = 41;
const phoneCount = 2;
const patience = { timeout: 40_000, interval: 40 };
let world: WorldConsole;
let phoneIds: string[];

beforeAll(async () => {
  world = await WorldConsole.open({
    seed,
    phoneCount,
    plan: planGroups({ seed, phoneCount, groupCount: phoneCount * 8, sizes: [12, 40] }),
    variantOf: () => messengerVariants[0],
  });
  phoneIds = await world.phoneIds();
  await world.console.call('rules.acknowledge', { version: platformRulesVersion });
});
afterAll(() => world.close());
afterEach(async () => {
  await world.console.call('bench.close', {});
  for (const phone of world.desk.phones) phone.clearFaults();
});

async function ask<N extends ProcedureName>(name: N, input: ProcedureInput<N>) {
  return procedures[name].output.parse(valueOf(await world.console.call(name, input)));
}

const open = async (place = 0): Promise<BenchState> =>
  procedures['bench.open'].output.parse(await ask('bench.open', { phoneId: phoneIds[place] ?? '', driver: 'best' }));
const look = async (): Promise<BenchLook> =>
  procedures['bench.look'].output.parse(await ask('bench.look', { isByItself: false }));
const tryQuery = async (query: string, variables: Record<string, string> = {}) =>
  procedures['bench.tryQuery'].output.parse(await ask('bench.tryQuery', { query, variables }));

async function run(): Promise<BenchRun | null> {
  return procedures['bench.state'].output.parse(await ask('bench.state', {})).session?.run ?? null;
}

/** The run once it waits for a person or is over. */
function settled(): Promise<BenchRun> {
  return vi.waitFor(async () => {
    const present = await run();
    if (present === null || present.state === 'working') throw new Error(`still ${present?.state ?? 'nothing'}`);
    return present;
  }, patience);
}

async function nextOf(intent: BenchIntent | null | undefined): Promise<BenchRun> {
  await ask('bench.next', { intentId: intent?.intentId ?? 0 });
  return settled();
}

function groupOf(place: number): { name: string; memberCount: number; groupId: string } {
  const account = world.desk.world.accountOf(place + 1)?.accountId ?? '';
  const groups = world.desk.world.groupsOf(account);
  const own = groups.find(({ name }) => groups.filter((other) => other.name === name).length === 1);
  if (own === undefined) throw new Error('no group of one name');
  return own;
}

const deeds = (): number => world.desk.world.acts.deeds().length;

const beginReading = (variables: Record<string, string>) =>
  world.console.call('bench.begin', { act: 'read-group', purpose: 'step', variables });

async function launchMessenger(): Promise<BenchLook> {
  await ask('bench.begin', { act: 'read-group-list', purpose: 'step', variables: {} });
  await nextOf((await settled()).intent);
  await ask('bench.look', { isByItself: false });
  return look();
}

function faultOf(outcome: Outcome<unknown>): unknown {
  return outcome.ok ? null : outcome.error;
}

describe('a phone on the bench', () => {
  it('is held for the operator, whose name is told, and given back', async () => {
    const { session } = await open();
    expect(session).toMatchObject({ phoneId: phoneIds[0], operatorName: '小王', driver: 'uiautomator2', run: null });
    const { phones } = await world.console.snapshot();
    expect(phones.find(({ phoneId }) => phoneId === phoneIds[0])).toMatchObject({
      state: 'busy',
      reason: { code: 'held-by-hand' },
    });
    await ask('bench.close', {});
    await world.console.waitFor((desk) => desk.phones.every(({ state }) => state === 'ready'));
    expect(await ask('bench.state', {})).toMatchObject({ session: null, closed: { why: 'operator' } });
  });

  it('is another one when another is put there', async () => {
    await open(0);
    expect((await open(1)).session?.phoneId).toBe(phoneIds[1]);
    await world.console.waitFor(
      ({ phones }) => phones.find(({ phoneId }) => phoneId === phoneIds[0])?.state === 'ready',
    );
  });

  it('is not taken from a job, which is named', async () => {
    world.desk.phone(1).startFault({ kind: 'slow-pages' });
    const jobId = await world.plan('groups.read-list', { phoneIds: [phoneIds[0]] });
    await ask('jobs.confirm', { jobId, isConfirmed: true });
    await world.console.waitFor(({ phones }) => phones.some(({ reason }) => reason.code === 'held-by-job'));
    const refused = await world.console.call('bench.open', { phoneId: phoneIds[0] ?? '', driver: 'best' });
    expect(faultOf(refused)).toMatchObject({
      code: 'phone-busy',
      detail: { rule: 'held-by-job', job: 'groups.read-list' },
    });
    await ask('jobs.cancel', { jobId, itemIds: null });
    await world.console.waitFor(({ phones }) => phones.every(({ state }) => state === 'ready'), 40_000);
  });

  it('is asked for in vain by a look when there is none', async () => {
    expect(faultOf(await world.console.call('bench.look', { isByItself: false }))).toMatchObject({
      code: 'bench-closed',
    });
  });
});

describe('a look', () => {
  it('has the picture, the views with their boxes, and the screen that is recognised, with the reasons', async () => {
    await open();
    const seen = await launchMessenger();
    expect(seen.picture?.base64.length).toBeGreaterThan(1_000);
    expect(seen.nodes.length).toBeGreaterThan(10);
    expect(seen.sight).toMatchObject({ kind: 'screen', name: 'chats' });
    const chats = seen.sight?.entries.find(({ id }) => id === 'chats');
    expect(chats?.conditions.every(({ isMet }) => isMet)).toBe(true);
    const info = seen.sight?.entries.find(({ id }) => id === 'group-info');
    expect(info).toMatchObject({ isFit: false, conditions: [{ place: 'all', isMet: false, matches: [] }] });
    const tab = seen.nodes.find(({ text }) => text === '通讯录');
    expect(tab?.parent).toBeLessThan(seen.nodes.length);
  });

  it('says so when the app shows its views to nobody, and has the picture all the same', async () => {
    await open();
    await launchMessenger();
    world.desk.phone(1).startFault({ kind: 'blocked-tree' });
    const seen = await look();
    expect(seen.treeFault).toMatchObject({ code: 'ui-tree-blocked' });
    expect([seen.nodes.length, seen.picture === null]).toEqual([0, false]);
  });
});

describe('the selector tester', () => {
  it('finds what a step of a playbook finds, and where the tap would land', async () => {
    await open();
    const seen = await launchMessenger();
    const trial = await tryQuery('find: { text: 通讯录, among: [微信, 通讯录, 发现, 我] }');
    expect(trial).toMatchObject({ problems: [], result: 'one', lookId: seen.lookId });
    expect(seen.nodes[trial.taken ?? -1]?.text).toBe('通讯录');
    const tab = seen.nodes[trial.tapsOn ?? -1];
    expect(tab?.flags).toContain('clickable');
    expect(trial.point?.x).toBeGreaterThan(tab?.bounds?.left ?? 0);
  });

  it('fills variables in, and waits for those that are not given', async () => {
    await open();
    const seen = await launchMessenger();
    const row = seen.nodes.find(({ text, className }) => text.length > 2 && className.endsWith('TextView'));
    const query = "{ textMatches: '^${name}$' }";
    expect(await tryQuery(query)).toMatchObject({ variables: ['name'], result: null });
    const trial = await tryQuery(query, { name: row?.text ?? '' });
    expect(trial.matches.map((place) => seen.nodes[place]?.text)).toContain(row?.text);
  });

  it('tells what is wrong with the query, with its line, without a phone', async () => {
    const trial = await tryQuery('text: 完成\ntextMatch: 完\nzone: middle\n');
    expect(trial.problems).toMatchObject([
      { line: 2, path: 'textMatch', code: 'field-unknown' },
      { line: 3, path: 'zone', code: 'field-wrong' },
    ]);
    expect((await tryQuery('{ id: fq }')).problems).toMatchObject([{ code: 'id-alone' }]);
    expect((await tryQuery('{ textMatches: "(" }')).problems).toMatchObject([{ code: 'regex-broken' }]);
    expect((await tryQuery('{ text: ')).problems).toMatchObject([{ code: 'yaml-broken', line: 1 }]);
  });
});

describe('a run at the bench', () => {
  it('tells each step before it does it, and reads a list to its end', async () => {
    await open();
    await ask('bench.begin', { act: 'read-group-list', purpose: 'step', variables: {} });
    let now = await settled();
    const told: string[] = [];
    for (let steps = 0; now.state === 'waiting' && steps < 20; steps++) {
      told.push(now.intent?.name ?? '');
      now = await nextOf(now.intent);
    }
    expect(told[0]).toBe('open-messenger');
    expect(told).toContain('contacts→group-list');
    expect(told.at(-1)).toBe('read-groups');
    expect(now).toMatchObject({ state: 'over', end: { kind: 'done', code: 'ok' } });
    expect(now.lists).toMatchObject([{ name: 'groups', isComplete: true }]);
  });

  it('goes to the brink of a commit and never over it', async () => {
    const { name, memberCount } = groupOf(0);
    const before = deeds();
    await open();
    const variables = { groupName: name, newName: '工作台改的名字', expectedMembers: String(memberCount) };
    await ask('bench.begin', { act: 'rename-group', purpose: 'step', variables });
    await ask('bench.toBrink', { intentId: (await settled()).intent?.intentId ?? 0 });
    const ended = await settled();
    expect(ended).toMatchObject({
      state: 'over',
      end: { kind: 'brink', code: 'commit-refused' },
      intent: { kind: 'commit', name: 'save-name', target: { words: '完成' } },
    });
    expect(ended.records.map(({ step }) => step)).not.toContain('save-name');
    for (const procedure of ['bench.next', 'bench.toBrink'] as const) {
      const refused = await world.console.call(procedure, { intentId: ended.intent?.intentId ?? 0 });
      expect(faultOf(refused)).toMatchObject({ code: 'bench-never-commits' });
    }
    expect(deeds()).toBe(before);
    await ask('bench.stop', {});
    const left = await look();
    expect(left.sight?.kind).toBe('away');
    expect([deeds(), groupOf(0).name]).toEqual([before, name]);
  });

  it('does only what was told last', async () => {
    await open();
    await ask('bench.begin', { act: 'read-own-identity', purpose: 'step', variables: {} });
    const first = await settled();
    const second = await nextOf(first.intent);
    const refused = await world.console.call('bench.next', { intentId: first.intent?.intentId ?? 0 });
    expect(faultOf(refused)).toMatchObject({ code: 'bench-intent-over' });
    expect((await run())?.intent?.intentId).toBe(second.intent?.intentId);
  });

  it('tells anew what is next when the page changed while a person read', async () => {
    await open();
    await ask('bench.begin', { act: 'read-group-list', purpose: 'step', variables: {} });
    const waiting = await nextOf((await settled()).intent);
    expect(waiting.intent).toMatchObject({ kind: 'move', isRetold: false });
    world.desk.phone(1).startFault({ kind: 'wrong-screen' });
    const again = await nextOf(waiting.intent);
    expect(again.intent).toMatchObject({ kind: 'recover', act: 'launch', isRetold: true });
  });

  it('leaves a rehearsal behind that jobs count, with nothing typed', async () => {
    const { name } = groupOf(1);
    await open(1);
    const variables = { groupName: name, newName: '排练' };
    await ask('bench.begin', { act: 'rename-group', purpose: 'rehearse', variables });
    await ask('bench.toBrink', { intentId: (await settled()).intent?.intentId ?? 0 });
    const ended = await settled();
    expect(ended.end).toMatchObject({ kind: 'brink' });
    expect(ended.records.map(({ step }) => step)).not.toContain('type-name');
    const shown = procedures['bench.playbooks'].output.parse(await ask('bench.playbooks', {}));
    expect(shown.rehearsals).toMatchObject([{ act: 'rename-group', isPassed: true, isCurrent: true, code: 'ok' }]);
  });

  it('notes every touch as the operator’s, and no text that was typed', async () => {
    const { name } = groupOf(0);
    await open();
    await ask('bench.begin', { act: 'read-group', purpose: 'step', variables: { groupName: name } });
    await ask('bench.toBrink', { intentId: (await settled()).intent?.intentId ?? 0 });
    expect(await settled()).toMatchObject({ end: { kind: 'done' }, values: { presentName: name } });
    const page = procedures['audit.page'].output.parse(await ask('audit.page', { beforeSeq: null, limit: 500 }));
    const touches = page.entries.filter(({ action }) => action === 'bench.touch');
    expect(touches.length).toBeGreaterThan(4);
    expect(touches.every((entry) => entry.operatorName === '小王' && entry.subject !== null)).toBe(true);
    expect(touches.map(({ params }) => params['touch'])).toEqual(expect.arrayContaining(['launch', 'tap', 'text']));
    expect(JSON.stringify(touches)).not.toContain(name);
  });

  it('ends when everything is stopped', async () => {
    await open();
    await ask('bench.begin', { act: 'read-group-list', purpose: 'step', variables: {} });
    await settled();
    await ask('jobs.stopAll', {});
    await vi.waitFor(
      async () => expect((await run())?.end).toMatchObject({ kind: 'stopped', code: 'aborted' }),
      patience,
    );
  });

  it('is refused what only a job may give, and variables that there are not', async () => {
    await open();
    expect(faultOf(await beginReading({ groupName: '群', withMembers: 'yes' }))).toMatchObject({
      code: 'invalid-input',
      detail: { rule: 'jobs-only' },
    });
    expect(faultOf(await beginReading({ name: '群' }))).toMatchObject({ detail: { rule: 'known-variable' } });
  });

  it('is refused for an account whose messenger only a person touches', async () => {
    await open();
    await ask('bench.begin', { act: 'read-own-identity', purpose: 'step', variables: {} });
    await ask('bench.stop', {});
    const { accounts } = procedures['accounts.list'].output.parse(await ask('accounts.list', {}));
    const account = accounts.find(({ phoneId }) => phoneId === phoneIds[0]);
    await ask('accounts.setMode', { accountId: account?.accountId ?? '', mode: 'manual' });
    const refused = await world.console.call('bench.begin', {
      act: 'read-own-identity',
      purpose: 'step',
      variables: {},
    });
    expect(faultOf(refused)).toMatchObject({ code: 'bench-refused', detail: { rule: 'manual-only' } });
    await ask('accounts.setMode', { accountId: account?.accountId ?? '', mode: 'auto' });
  });
});
