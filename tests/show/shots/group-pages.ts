import type { Locator } from 'playwright-core';
import { z } from 'zod';
import type { GroupRow } from '../../../electron/contract/group-book.ts';
import { jobSchema, type Job } from '../../../electron/contract/jobs.ts';
import { procedures } from '../../../electron/contract/procedures.ts';
import type { ConsolePage } from '../../support/console-pages/console-page.ts';
import type { VirtualWorld } from './virtual-world.ts';

const everything = { text: '', role: null, phoneId: null, setId: null, isQuestioned: false, order: 'name' } as const;
/** A desk of a hundred phones would take minutes to be read. */
const readPhones = 6;
const fewMembers = 60;
const cities = ['杭州', '宁波', '绍兴'];
const custodians = ['小李', '小周'];

export const readTimeoutMs = 240_000;

/** What does that on the page. */
export const locate = (console: ConsolePage, name: string): Locator => console.page.locator(`[data-act="${name}"]`);

async function groupsOf(console: ConsolePage): Promise<readonly GroupRow[]> {
  const page = await console.call('groups.page', { filter: everything, after: 0, limit: 2_000 });
  return procedures['groups.page'].output.parse(page).rows;
}

async function runJob(console: ConsolePage, kind: string, payload: unknown): Promise<Job> {
  const window = { startAt: null, endAt: null };
  const { jobId } = jobSchema.parse(await console.call('jobs.plan', { kind, title: '读取', payload, window }));
  await console.call('jobs.confirm', { jobId, isConfirmed: true });
  const isOver = (job: Job): boolean => job.jobId === jobId && job.state === 'over';
  const desk = await console.until(`${kind} is over`, ({ jobs }) => jobs.some(isOver), readTimeoutMs);
  return z.array(jobSchema).parse(desk.jobs.filter(isOver))[0] ?? jobSchema.parse(null);
}

/** Lists and pages of the first phones are read once; every group has a city and a custodian. */
async function readGroups(console: ConsolePage, { phoneIds }: VirtualWorld): Promise<readonly GroupRow[]> {
  const known = await groupsOf(console);
  if (known.some(({ city }) => city !== '')) return known;
  const accept = console.button('rules.accept');
  if ((await accept.count()) > 0) await accept.click();
  await runJob(console, 'groups.read-list', { phoneIds: phoneIds.slice(0, readPhones) });
  const listed = await groupsOf(console);
  if (listed.length === 0) throw new Error('no phone lists a group');
  await runJob(console, 'groups.read-info', { groupIds: idsOf(listed), withMembers: false });
  const joined = await groupsOf(console);
  const own = joined.filter(({ role, memberCount }) => role === 'owner' && (memberCount ?? 0) < fewMembers);
  const few = idsOf(own.length === 0 ? joined.slice(0, 3) : own.slice(0, 3));
  await runJob(console, 'groups.read-info', { groupIds: few, withMembers: true });
  const groups = await groupsOf(console);
  for (const [at, { groupId }] of groups.entries()) {
    const fields = {
      city: cities[at % cities.length] ?? '',
      custodian: custodians[at % custodians.length] ?? '',
      note: '',
    };
    await console.call('groups.setFields', { groupId, ...fields });
  }
  return groupsOf(console);
}

export function idsOf(groups: readonly GroupRow[]): string[] {
  return groups.map(({ groupId }) => groupId);
}

/** The groups page, with groups that were read. */
export async function openGroups(console: ConsolePage, world: VirtualWorld): Promise<readonly GroupRow[]> {
  const groups = await readGroups(console, world);
  await console.open('groups');
  await console.page.locator('[data-group]').first().waitFor();
  return groups;
}

/** Away from what lies over the groups page, and from the page itself. */
export async function leaveDrawer(console: ConsolePage): Promise<void> {
  await console.page.keyboard.press('Escape');
  await console.page.locator('.ant-drawer-open, .ant-modal-wrap').first().waitFor({ state: 'hidden' });
  await console.open('devices');
}
