import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OperatorTask } from '../../electron/contract/jobs.ts';
import { languages } from '../support/console-pages/texts.ts';
import { OperatorsHand } from '../support/groups/operators-hand.ts';
import { HeldDesk } from '../support/operator-desk/held-desk.ts';
import { OperatorAtPage } from '../support/operator-desk/operator-at-page.ts';

const oldName = '旧名一号群';
const newName = `新${oldName}`;
const lookEveryMs = 100;

describe('a phone whose messenger begins to hide its views, in the real window', { timeout: 240_000 }, () => {
  let held: HeldDesk;
  let operator: OperatorAtPage;
  let phoneId: string;
  let jobId: number;

  beforeAll(async () => {
    held = await HeldDesk.open({ seed: 41, phoneCount: 1, groups: [{ name: oldName, places: [1], size: 7 }] });
    [phoneId = ''] = await held.phoneIds();
    operator = new OperatorAtPage(held.console);
    await operator.introduce('小王');
    await operator.readLists();
    await operator.readInfo(oldName);
    held.desk.phone(1).startFault({ kind: 'blocked-tree' });
    await operator.planPrefix(oldName, '新');
    jobId = await operator.confirmPlan();
  }, 240_000);
  afterAll(() => held.close());

  /** The task once it asks so: whose messenger it is, for the group's page, for the name. */
  const taskWith = async (words: string): Promise<OperatorTask> => {
    for (;;) {
      const [task] = await operator.tasks(1);
      if (task?.steps.join().includes(words) === true) return task;
      await held.console.page.waitForTimeout(lookEveryMs);
    }
  };

  it('asks the operator to do it, says why, and sees the group by its picture', async () => {
    const hand = new OperatorsHand(held.desk, 1);
    const whose = await taskWith('「我」');
    hand.openMe();
    await operator.answer(whose, true);
    const task = await taskWith(oldName);
    expect(task).toMatchObject({ mode: 'manual', byHandCode: 'tree-blocked', asks: 'act' });
    const words = await (await operator.openTask(task)).innerText();
    expect(words).toContain(held.console.text('job.code.tree-blocked.cause'));
    expect(words).toContain(oldName);
    expect(await operator.items(jobId)).toMatchObject([{ state: 'waiting-for-operator', code: 'tree-blocked' }]);
    hand.openInfo(oldName);
    const naming = await taskWith(newName);
    hand.rename(newName);
    await operator.answer(naming, true);
    expect(await operator.untilRow(jobId, phoneId, ['done', 'needs-review', 'failed'])).toMatchObject({
      state: 'done',
      verifiedBy: 'ocr',
      reads: newName,
    });
    expect(held.world.groups.map(({ name }) => name)).toEqual([newName]);
  });

  it.each(languages)(
    'shows in %s how the row was verified, and that the account is by hand there',
    async (language) => {
      const { console } = held;
      await console.call('settings.update', { patch: { language } });
      console.language = language;
      await operator.openJob(jobId);
      const row = console.page.locator('[data-item-state="done"]').first();
      await row.waitFor();
      expect(await row.innerText()).toContain(console.text('job.verified.ocr'));
      await row.click();
      const panel = console.page.locator('.job-panel');
      await panel.locator('[data-attempt]').nth(1).waitFor();
      expect(await panel.locator('.fact-list').first().innerText()).toContain(console.text('job.verified.ocr'));
      const attempts = (await panel.locator('[data-attempt]').allInnerTexts()).join('\n');
      expect(attempts).toContain(console.text('job.verified.ocr'));
      expect(attempts).toContain(console.text('job.code.tree-blocked.cause'));
      await console.page.keyboard.press('Escape');
      await console.open('groups');
      const wizard = operator.act('wizard-close');
      await wizard.or(operator.act('accounts')).first().waitFor();
      if ((await wizard.count()) > 0) await wizard.click();
      await operator.act('accounts').click();
      await console.page.locator('[data-tree-hidden]').getByText(console.text('accounts.tree-hidden')).waitFor();
      await console.page.keyboard.press('Escape');
      await console.page.locator('[data-tree-hidden]').waitFor({ state: 'detached' });
    },
  );
});
