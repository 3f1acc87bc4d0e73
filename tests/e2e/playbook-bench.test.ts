import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { BenchAtPage } from '../support/operator-desk/bench-at-page.ts';
import { HeldDesk } from '../support/operator-desk/held-desk.ts';

const groupName = '亲子阅读群';
const newName = '工作台试的名字';
const label = '前台 1 号机';

describe('the playbook bench in the real window', { timeout: 180_000 }, () => {
  let held: HeldDesk;
  let bench: BenchAtPage;

  beforeAll(async () => {
    const groups = [groupName, '晨跑打卡群'].map((name) => ({ name, places: [1], size: 12 }));
    held = await HeldDesk.open({ seed: 23, phoneCount: 1, groups });
    bench = new BenchAtPage(held.console);
    await bench.introduce('小王');
    const [phoneId = ''] = await held.phoneIds();
    await held.console.call('phones.setLabel', { phoneId, label });
  }, 180_000);
  afterEach(async () => {
    held.desk.phone(1).clearFaults();
    await bench.close();
    await held.console.open('devices');
  });
  afterAll(() => held.close());

  it('takes a phone from the list, and links picture, tree and selector', async () => {
    const { console } = held;
    const { page } = console;
    await bench.putOn(label);
    await bench.begin('修改群名', 'step', { groupName, newName });
    await bench.next();
    await bench.looked();
    await bench.act('bench-search').fill('通讯录');
    await page.locator('.bench-node', { hasText: '通讯录' }).first().hover();
    await page.locator('.bench-box.is-hovered').waitFor();
    await page.locator('.bench-node', { hasText: '通讯录' }).first().click();
    await page.locator('.bench-tree').press('Enter');
    await page.locator('[data-result="one"]').waitFor();
    expect(await bench.act('bench-query').inputValue()).toBe('{ text: "通讯录" }');
    expect(await page.locator('.bench-tap').getAttribute('data-tap')).toMatch(/^\d+,\d+$/);
    await page.locator('.bench-picture').hover({ position: { x: 10, y: 60 } });
    await page.locator('.bench-box.is-hovered').waitFor();
    await bench.tryOut('textMatch: x');
    await page.locator('[data-problem="field-unknown"]').waitFor();
  });

  it('goes step by step with the keyboard, to the brink and not over it', async () => {
    const { console, world } = held;
    const { page } = console;
    const before = world.acts.deeds().length;
    await bench.putOn(label);
    await bench.begin('修改群名', 'step', { groupName, newName });
    const told: (string | null)[] = [];
    for (let steps = 0; steps < 30 && told.at(-1) !== null; steps++) told.push(await bench.next());
    expect(told).toEqual(expect.arrayContaining(['type-search', 'open-info', 'prove-name', 'type-name']));
    expect(told).not.toContain('save-name');
    await page.locator('[data-end="brink"]').waitFor();
    expect(await page.locator('[data-intent="save-name"], .bench-intent.is-refused').count()).toBe(1);
    expect(await bench.act('bench-next').count()).toBe(0);
    await bench.act('bench-leave').click();
    await bench.act('bench-begin').waitFor();
    expect(world.acts.deeds()).toHaveLength(before);
    expect(world.groups.map(({ name }) => name)).toContain(groupName);
  });

  it('says so when the messenger hides its views', async () => {
    const { console } = held;
    await bench.putOn(label);
    await bench.begin('修改群名', 'step', { groupName, newName });
    await bench.next();
    held.desk.phone(1).startFault({ kind: 'blocked-tree' });
    await bench.looked();
    await console.page.getByText(console.text('error.ui-tree-blocked.cause')).first().waitFor();
    expect(await console.page.locator('.bench-picture img').count()).toBe(1);
  });

  it('comes back to the phone that it left on the bench', async () => {
    const { console } = held;
    await bench.putOn(label);
    await console.open('jobs');
    await console.open('bench');
    await console.page.locator('.bench-picture svg').waitFor();
    expect(await console.page.locator('.bench-head').innerText()).toContain(label);
  });
});
