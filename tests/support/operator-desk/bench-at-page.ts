import type { Locator } from 'playwright-core';
import { platformRulesVersion } from '../../../electron/contract/accounts.ts';
import type { ConsolePage } from '../console-pages/console-page.ts';

const patientMs = 60_000;

/** An operator at the playbook bench, with mouse and keyboard. */
export class BenchAtPage {
  readonly console: ConsolePage;

  constructor(console: ConsolePage) {
    this.console = console;
  }

  act(name: string): Locator {
    return this.console.page.locator(`[data-act="${name}"]`);
  }

  /** Says who they are and has read the rules, so that nothing asks on the way. */
  async introduce(name: string): Promise<void> {
    await this.console.call('operators.create', { name });
    await this.console.call('rules.acknowledge', { version: platformRulesVersion });
  }

  /** Puts the phone on the bench by the page's own choice, and waits for its first look. */
  async putOn(name: string): Promise<void> {
    const { page } = this.console;
    await this.console.open('bench');
    await page.locator('.bench-phone input').fill(name);
    await page.keyboard.press('Enter');
    await this.act('bench-open').click();
    await page.locator('.bench-picture svg').waitFor({ timeout: patientMs });
  }

  async tab(name: 'selector' | 'sight' | 'run' | 'playbooks'): Promise<void> {
    await this.console.page.getByRole('tab', { name: this.console.text(`bench.tab.${name}`), exact: true }).click();
  }

  async tryOut(query: string): Promise<void> {
    await this.tab('selector');
    await this.act('bench-query').fill(query);
  }

  /** Begins an act through the form; the first thing is told when it resolves. */
  async begin(act: string, purpose: 'step' | 'rehearse', values: Readonly<Record<string, string>>): Promise<void> {
    const { page } = this.console;
    await this.tab('run');
    await page.locator('.bench-form-line .ant-select').click();
    await page.locator('.ant-select-item-option', { hasText: act }).click();
    await page
      .locator('.bench-form .ant-segmented-item', { hasText: this.console.text(`bench.purpose.${purpose}`) })
      .click();
    for (const [name, value] of Object.entries(values)) await page.locator('.bench-form').getByLabel(name).fill(value);
    await this.act('bench-begin').click();
    await page.locator('[data-intent="open-messenger"]').waitFor();
  }

  /** Does what is told, with the Enter key, and waits for what is told next. @returns its name; null when the run is over */
  async next(): Promise<string | null> {
    const { page } = this.console;
    const told = await this.#told();
    await this.console.untilTrue(`document.activeElement?.dataset.act === 'bench-next'`, patientMs);
    await page.keyboard.press('Enter');
    await this.console.untilTrue(
      `document.querySelector('[data-run="over"]') !== null ||
       (document.querySelector('[data-act="bench-next"]:enabled') !== null &&
        document.querySelector('.bench-intent').dataset.intentId !== ${JSON.stringify(told)})`,
      patientMs,
    );
    if ((await page.locator('[data-run="over"]').count()) > 0) return null;
    return page.locator('.bench-intent').first().getAttribute('data-intent');
  }

  async toBrink(): Promise<void> {
    await this.act('bench-to-brink').click();
    await this.console.page.locator('[data-run="over"]').waitFor({ timeout: patientMs });
  }

  /** The picture is of now: nothing is looked at any more. */
  async looked(): Promise<void> {
    const isStill = `document.querySelector('[data-act="bench-refresh"] .anticon-spin') === null`;
    await this.console.untilTrue(isStill, patientMs);
    await this.act('bench-refresh').click();
    await this.console.untilTrue(isStill, patientMs);
  }

  async close(): Promise<void> {
    await this.console.call('bench.close', {});
    await this.console.until('the phone is free', ({ phones }) => phones.every(({ state }) => state !== 'busy'));
  }

  #told(): Promise<string | null> {
    return this.console.page.locator('.bench-intent').first().getAttribute('data-intent-id');
  }
}
