import type { ElectronApplication, Locator, Page } from 'playwright-core';
import { z } from 'zod';
import { snapshotSchema, type Snapshot } from '../../../electron/contract/desk.ts';
import { faultSchema } from '../../../electron/contract/outcome.ts';
import type { ProcedureInput, ProcedureName } from '../../../electron/contract/procedures.ts';
import type { Phone } from '../../../electron/contract/phones.ts';
import type { Page as PageName } from '../../../renderer/stores/ui-store.ts';
import { inMain, type RunningConsole } from '../electron-app.ts';
import { textOf, type Language } from './texts.ts';

const outcomeSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: faultSchema }),
]);

const patientMs = 45_000;
const lookEveryMs = 40;

const isReady = ({ state, health }: Phone): boolean => state === 'ready' && health.polledAt !== null;

/** The console's window as an operator uses it, in the language that it is in. */
export class ConsolePage {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Errors that the page wrote to its console since it was opened, refused content included. */
  readonly complaints: string[] = [];
  language: Language = 'zh-CN';

  constructor({ app, page }: RunningConsole) {
    this.app = app;
    this.page = page;
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
    page.on('pageerror', (failure) => this.complaints.push(failure.message));
  }

  /** The text that the page shows for a key. */
  text(key: string, params?: Readonly<Record<string, string | number>>): string {
    return textOf(this.language, key, params);
  }

  /** A button by its words; in whatever is on top when the same words are there twice. */
  button(key: string, params?: Readonly<Record<string, string | number>>): Locator {
    return this.page.getByRole('button', { name: this.text(key, params) }).last();
  }

  /** Calls a procedure as the page does; throws on a fault. */
  async call<N extends ProcedureName>(name: N, input: ProcedureInput<N>): Promise<unknown> {
    const answer = await this.ask(name, input);
    if (!answer.ok) throw new Error(`${name}: ${answer.error.code}: ${answer.error.message}`);
    return answer.value;
  }

  async ask<N extends ProcedureName>(name: N, input: ProcedureInput<N>): Promise<z.output<typeof outcomeSchema>> {
    const code = `window.jiqun.invoke(${JSON.stringify(name)}, ${JSON.stringify(input)})`;
    return outcomeSchema.parse(await this.page.evaluate(code));
  }

  async snapshot(): Promise<Snapshot> {
    return snapshotSchema.parse(await this.call('desk.snapshot', {}));
  }

  /** Waits until the desk is as wanted and answers it; says what it was when it never came to be. */
  async until(what: string, isSo: (desk: Snapshot) => boolean, timeoutMs = patientMs): Promise<Snapshot> {
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      const desk = await this.snapshot();
      if (isSo(desk)) return desk;
      if (performance.now() > deadline) {
        const states = desk.phones.map(({ number, state, reason }) => `${number}=${state}/${reason.code}`).join(' ');
        const hosts = desk.hosts.map(({ kind, state, fault }) => `${kind}=${state}/${fault?.code ?? ''}`).join(' ');
        throw new Error(`${what} did not come to be: ${hosts}; ${states}`);
      }
      await this.page.waitForTimeout(lookEveryMs);
    }
  }

  /** Waits for an expression of the page; asked from outside, as the page's own rules forbid it to evaluate text. */
  async untilTrue(expression: string, timeoutMs = patientMs): Promise<void> {
    const deadline = performance.now() + timeoutMs;
    while ((await this.page.evaluate(expression)) !== true) {
      if (performance.now() > deadline) throw new Error(`never true: ${expression}`);
      await this.page.waitForTimeout(lookEveryMs);
    }
  }

  /** Waits until main has its window loaded: to load it anew before that would count as a failed start. */
  async untilLoaded(): Promise<void> {
    const isLoading = (): Promise<boolean> =>
      inMain(() =>
        this.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.isLoading() ?? true),
      );
    while (await isLoading()) await this.page.waitForTimeout(lookEveryMs);
  }

  untilReady(count: number): Promise<Snapshot> {
    return this.until(`${count} ready phones`, ({ phones }) => phones.filter(isReady).length >= count);
  }

  async open(name: PageName): Promise<void> {
    await this.page.locator(`[data-nav="${name}"]`).click();
    await this.page.locator(`[data-page="${name}"]`).waitFor();
  }

  async openDrawer(phoneId: string, tab = 'overview'): Promise<void> {
    await this.page.locator(`#phone-${phoneId} .cell-of-state, #phone-${phoneId} .card-state-line`).click();
    await this.openTab(tab);
  }

  async openTab(tab: string): Promise<void> {
    await this.page.getByRole('tab', { name: this.text(`drawer.${tab}`), exact: true }).click();
  }

  async closeDrawer(): Promise<void> {
    const close = this.page.locator('.drawer-close');
    if ((await close.count()) > 0) await close.click();
    await close.waitFor({ state: 'detached' });
  }

  /** Makes the window's content exactly this large. */
  async resize(width: number, height: number): Promise<void> {
    await inMain(() =>
      this.app.evaluate(
        ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
        { width, height },
      ),
    );
    await this.untilTrue(`innerWidth === ${width} && innerHeight === ${height}`);
  }
}
