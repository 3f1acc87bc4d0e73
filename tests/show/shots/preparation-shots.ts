import type { ConsolePage } from '../../support/console-pages/console-page.ts';
import type { Shot } from './shot.ts';
import { phoneIdOf, type VirtualWorld } from './virtual-world.ts';

const runOver = '[data-run="over"]';

async function open(console: ConsolePage): Promise<void> {
  await console.open('preparation');
  await console.page.locator('.preparation-matrix').waitFor();
}

/** A desk where the operator answered that phones need a lock: something is left for a hand then. */
async function check(console: ConsolePage): Promise<void> {
  await console.call('settings.update', { patch: { lockPolicy: 'required' } });
  await open(console);
  await console.button('preparation.check-all').click();
  await console.page.locator(runOver).waitFor({ timeout: 90_000 });
}

async function leave(console: ConsolePage): Promise<void> {
  await console.call('settings.update', { patch: { lockPolicy: null } });
  await console.open('devices');
}

async function leaveDialog(console: ConsolePage): Promise<void> {
  await console.page.keyboard.press('Escape');
  await console.page.locator('.ant-modal-wrap').waitFor({ state: 'hidden' });
  await leave(console);
}

/** Preparing phones: before the first check, the matrix, one phone, and what is asked before anything is changed. */
export const preparationShots: readonly Shot<VirtualWorld>[] = [
  {
    name: 'preparation-never',
    texts: ['nav.preparation', 'preparation.hint', 'preparation.never', 'preparation.check-all'],
    arrange: open,
    leave: (console) => console.open('devices'),
  },
  {
    name: 'preparation-checked',
    texts: ['preparation.run.check-over', 'preparation.cell.to-fix', 'preparation.cell.hand', 'preparation.cell.ok'],
    selectors: ['.check-cell'],
    arrange: check,
    leave,
    alsoAt: { width: 1_280, height: 800 },
  },
  {
    name: 'preparation-phone',
    texts: ['preparation.check-phone', 'preparation.cure', 'preparation.evidence', 'drawer.preparation'],
    selectors: ['.check-item.is-focused'],
    arrange: async (console, world) => {
      await check(console);
      await console.page.locator(`#phone-${phoneIdOf(world, 2)} [data-step="screen-lock"]`).click();
      await console.page.locator('.check-item.is-focused .check-evidence summary').click();
    },
    leave: async (console) => {
      await console.closeDrawer();
      await leave(console);
    },
  },
  {
    name: 'preparation-preview',
    texts: ['preparation.preview-text', 'preparation.confirm', 'act.cancel'],
    selectors: ['.plan-step'],
    arrange: async (console) => {
      await check(console);
      await console.button('preparation.fix-all').click();
      await console.page.locator('.plan-step').first().waitFor();
    },
    leave: leaveDialog,
  },
  {
    name: 'preparation-cures',
    texts: ['preparation.cures-title', 'preparation.print', 'preparation.cure.set-lock.any'],
    selectors: ['.cure-section'],
    arrange: async (console) => {
      await check(console);
      await console.button('preparation.cures').click();
      await console.page.locator('.cure-section').first().waitFor();
    },
    leave: leaveDialog,
  },
  {
    name: 'preparation-fixed',
    texts: ['preparation.run.fix-over', 'preparation.outcome.done', 'preparation.run.close'],
    selectors: ['.run-results'],
    arrange: async (console) => {
      await check(console);
      await console.button('preparation.fix-all').click();
      await console.page.locator('.plan-step').first().waitFor();
      await console.button('preparation.confirm').click();
      await console.page.locator('.ant-modal-wrap').waitFor({ state: 'hidden' });
      await console.page.locator(runOver).waitFor({ timeout: 120_000 });
      await console.button('preparation.run.details').click();
      await console.page.locator('.run-results').waitFor();
    },
    leave,
  },
];
