import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stopHotkey, type OperatorTask } from '../../electron/contract/jobs.ts';
import { HeldDesk, variantOf } from '../support/operator-desk/held-desk.ts';
import { OperatorAtPage } from '../support/operator-desk/operator-at-page.ts';

const phoneCount = 3;
const prefix = '新';
const places = [1, 2, 3] as const;
const assisted = (place: number): string => `协助群${place}号`;
const stopped = (index: number): string => `全停群${String(index + 1).padStart(2, '0')}`;
const stoppedCount = 18;
const barMs = 1_000;
const seenAfterMs = 2_500;
const buttonOf = (place: number): string => variantOf(place).editor.button;

describe('an operator at the brink', () => {
  let held: HeldDesk;
  let operator: OperatorAtPage;
  let phoneIds: readonly string[];
  let tasks: readonly OperatorTask[];
  let jobId: number;

  const taskOn = (place: number): OperatorTask => {
    const task = tasks.find(({ phoneId }) => phoneId === phoneIds[place - 1]);
    if (task === undefined) throw new Error(`no task on phone ${place}`);
    return task;
  };
  const renamings = (): readonly string[] =>
    held.world.acts.deeds().flatMap(({ kind, after }) => (kind === 'rename-group' ? [after ?? ''] : []));

  beforeAll(async () => {
    const groups = [
      ...places.map((place) => ({ name: assisted(place), places: [place], size: 6 + place })),
      ...Array.from({ length: stoppedCount }, (_, index) => ({
        name: stopped(index),
        places: [(index % phoneCount) + 1],
        size: 9,
      })),
    ];
    held = await HeldDesk.open({ seed: 35, phoneCount, groups });
    operator = new OperatorAtPage(held.console);
    phoneIds = await held.phoneIds();
    await operator.introduce('小王');
    await operator.readLists();
    await operator.readInfo('群');
    await operator.chooseMode(phoneIds[0] ?? '', 'assist');
    await operator.setModes('assist');
    await operator.planPrefix('协助群', prefix);
    jobId = await operator.confirmPlan();
    tasks = await operator.tasks(phoneCount);
  }, 240_000);
  afterAll(() => held.close());

  it('sees what to tap on which phone, and nothing has been asked of the messenger', async () => {
    for (const place of places) {
      const panel = await operator.openTask(taskOn(place));
      const words = await panel.innerText();
      expect(
        [buttonOf(place), assisted(place), `${prefix}${assisted(place)}`].filter((word) => !words.includes(word)),
      ).toEqual([]);
      expect(held.hand(place).sees(`${prefix}${assisted(place)}`)).toBe(true);
      await panel.locator('[data-tap-ring]').waitFor();
      const { tapArea } = taskOn(place);
      expect(tapArea !== null && held.isWithin(place, buttonOf(place), tapArea)).toBe(true);
    }
    expect(held.world.acts.read().filter(({ kind }) => kind.endsWith('rename-group'))).toEqual([]);
  });

  it('has the phone itself show its number, and the page of the commit is there again after it', async () => {
    const number = (await held.console.snapshot()).phones.find(({ phoneId }) => phoneId === phoneIds[1])?.number;
    const panel = await operator.openTask(taskOn(2));
    await panel.locator('[data-act="task-number"]').click();
    await expect.poll(() => held.hand(2).sees(String(number)), { timeout: 20_000 }).toBe(true);
    await expect.poll(() => held.hand(2).sees(buttonOf(2)), { timeout: 20_000 }).toBe(true);
    expect(held.hand(2).sees(`${prefix}${assisted(2)}`)).toBe(true);
  });

  it('taps on the phone, and the row is done and says how that is known', async () => {
    held.hand(1).tap(buttonOf(1));
    const row = await operator.untilRow(jobId, phoneIds[0] ?? '', ['done']);
    expect(row.verifiedBy).not.toBeNull();
    expect(renamings()).toEqual([`${prefix}${assisted(1)}`]);
    await operator.openJob(jobId);
    const line = held.console.page.locator(`[data-item="${row.itemId}"]`);
    expect(await line.innerText()).toContain(held.console.text(`job.verified.${row.verifiedBy ?? ''}`));
    await line.click();
    await held.console.page.locator('.job-panel [data-attempt] img').nth(1).waitFor();
  });

  it('gives up with the keys, and the group keeps its name', async () => {
    await operator.openTask(taskOn(2));
    const { page } = held.console;
    await page.locator('.task-panel [data-act="task-given-up"]:enabled').waitFor();
    await page.locator('.task-panel h3, .task-panel strong').first().click();
    await page.keyboard.press('Control+Delete');
    const row = await operator.untilRow(jobId, phoneIds[1] ?? '', ['failed']);
    expect(row.code).toBe('given-up');
    expect(renamings()).toHaveLength(1);
  });

  it('is not believed when he says done and went back instead', async () => {
    for (let backs = 0; backs < 3 && held.hand(3).sees(buttonOf(3)); backs++) held.hand(3).back();
    await operator.answer(taskOn(3), true);
    const row = await operator.untilRow(jobId, phoneIds[2] ?? '', ['needs-review']);
    expect(row).toMatchObject({ code: 'not-verified', verifiedBy: null });
    expect(renamings()).toHaveLength(1);
  });

  it.each(['button', 'keys'])(
    'stops every running lane with the %s: nothing is committed a second later',
    async (by) => {
      const { console, world } = held;
      if (by === 'button') {
        await operator.setModes('auto');
        await operator.planPrefix('全停群', prefix);
        jobId = await operator.confirmPlan();
        await operator.openJob(jobId);
      } else await operator.act('job-resume').click();
      await console.until('every lane runs', ({ jobs }) =>
        jobs.some((job) => job.jobId === jobId && job.counts.running === phoneCount),
      );
      const stoppedAt = Date.now();
      if (by === 'button') await operator.act('stop-all').click();
      else await console.page.keyboard.press(stopHotkey.replace('CommandOrControl', 'Control'));
      await console.until('every phone is free', ({ phones }) => phones.every(({ state }) => state === 'ready'));
      await console.page.waitForTimeout(Math.max(0, seenAfterMs - (Date.now() - stoppedAt)));
      const late = world.acts.read().filter(({ kind, at }) => kind.endsWith('rename-group') && at > stoppedAt + barMs);
      expect(late).toEqual([]);
      expect((await operator.items(jobId)).filter(({ state }) => state !== 'ready' && state !== 'done')).toEqual([]);
    },
  );
});
