import { z } from 'zod';
import { shiftCheckSchema } from '../../../electron/contract/shift.ts';
import type { ConsolePage } from '../../support/console-pages/console-page.ts';
import type { Shot } from './shot.ts';
import { phoneIdOf, type VirtualWorld } from './virtual-world.ts';

const backToDevices = (console: ConsolePage): Promise<void> => console.open('devices');
const pressEscape = (console: ConsolePage): Promise<void> => console.page.keyboard.press('Escape');

/** The phones that are not to be used are missing, and somebody says where they are. */
async function openCheck(console: ConsolePage, world: VirtualWorld): Promise<void> {
  const away = [2, 5].map((number) => phoneIdOf(world, number));
  await console.call('phones.setAside', { phoneIds: away, isSetAside: true });
  await console.until('two are missing', ({ attendance }) => attendance.missing.length >= away.length);
  const { checkId } = shiftCheckSchema.parse(await console.call('shift.open', {}));
  const [first = ''] = away;
  await console.call('shift.mark', { checkId, phoneId: first, mark: 'in-repair', note: '换屏，周五取' });
  await console.open('shift');
}

async function signAndReturn(console: ConsolePage, world: VirtualWorld): Promise<void> {
  const open = shiftCheckSchema.nullable().parse(await console.call('shift.get', { checkId: null }));
  const desk = await console.snapshot();
  const signature = desk.operator?.name ?? '';
  if (open !== null) await console.call('shift.sign', { checkId: open.checkId, signature, note: '夜班正常' });
  await console.call('phones.setAside', { phoneIds: [...world.phoneIds], isSetAside: false });
  await console.until('all are back', ({ attendance }) => attendance.missing.length === 0);
  await backToDevices(console);
}

/** A table with every kind of row: changed, unchanged, wrong. */
function labelFile({ phoneIds }: VirtualWorld): Buffer {
  const rows = phoneIds
    .slice(0, 4)
    .map((phoneId, at) => `${phoneId},${at + 1},${at === 0 ? '大堂 1 号机' : `社群 ${at + 1} 号机`}`);
  return Buffer.from(['手机ID,编号,名称', ...rows, 'phone-unknown,77,新机'].join('\r\n'));
}

async function openReport(console: ConsolePage): Promise<void> {
  const dialog = console.page.getByRole('dialog');
  await dialog.locator('.report-files li').nth(2).locator('button').click();
  await dialog.locator('.report-text').waitFor();
}

/** Shift check-in, battery care, saved views, the label table, reports and paper. */
export const keepingShots: readonly Shot<VirtualWorld>[] = [
  {
    name: 'shift',
    texts: ['nav.shift', 'shift.page-text', 'shift.recount', 'shift.why', 'shift.mark', 'shift.sign', 'shift.history'],
    selectors: ['[data-missing-id]'],
    arrange: openCheck,
    leave: signAndReturn,
    alsoAt: { width: 1_280, height: 720 },
  },
  {
    name: 'shift-changed',
    texts: ['shift.changed-since', 'shift.mark-rest', 'shift.recount'],
    selectors: ['[data-act="mark-rest"]'],
    arrange: async (console, world) => {
      await console.call('phones.setAside', { phoneIds: [phoneIdOf(world, 6)], isSetAside: true });
      await console.until('one is missing', ({ attendance }) => attendance.missing.length === 1);
      await openCheck(console, world);
      await console.call('phones.setAside', { phoneIds: [phoneIdOf(world, 1)], isSetAside: true });
      await console.until('a fourth is missing', ({ attendance }) => attendance.missing.length >= 4);
    },
    leave: signAndReturn,
  },
  {
    name: 'shift-none-open',
    texts: ['shift.none-open', 'shift.open', 'shift.signed-at'],
    arrange: (console) => console.open('shift'),
    leave: backToDevices,
  },
  {
    name: 'shift-sheet',
    texts: ['shift.sheet-title', 'sheet.handed-over', 'sheet.print', 'sheet.save-pdf'],
    selectors: ['[data-sheet="shift"]'],
    arrange: async (console, world) => {
      await openCheck(console, world);
      await console.button('sheet.print').click();
    },
    leave: async (console, world) => {
      await pressEscape(console);
      await signAndReturn(console, world);
    },
  },
  {
    name: 'desk-sheet',
    texts: ['sheet.desk-title', 'sheet.worst', 'sheet.wear'],
    selectors: ['[data-sheet="desk"]'],
    arrange: async (console) => {
      await console.open('shift');
      await console.button('sheet.desk').click();
    },
    leave: async (console) => {
      await pressEscape(console);
      await backToDevices(console);
    },
  },
  {
    name: 'care',
    texts: ['nav.care', 'care.page-text', 'care.swelling', 'care.rest', 'care.charge', 'care.never-looked'],
    selectors: ['[data-care-id]'],
    arrange: async (console, world) => {
      const phoneIds = [phoneIdOf(world, 1)];
      await console.call('batteryCare.signOff', { phoneIds, result: 'ok', note: '' });
      await console.open('care');
    },
    leave: backToDevices,
    alsoAt: { width: 1_280, height: 720 },
  },
  {
    name: 'care-sign',
    texts: ['care.sign-title.swollen', 'care.sign-text.swollen'],
    arrange: async (console) => {
      await console.open('care');
      await console.page.locator('[data-care-id] input[type="checkbox"]').first().check();
      await console.button('care.sign.swollen').click();
    },
    leave: async (console) => {
      await pressEscape(console);
      await backToDevices(console);
    },
  },
  {
    name: 'views',
    texts: ['views.save-as', 'views.manage'],
    arrange: async (console) => {
      const filter = {
        search: '',
        group: null,
        states: [],
        verdicts: [],
        hostIds: [],
        tags: [],
        bands: [],
        isVirtual: null,
      };
      const order = { key: 'battery', isDescending: false } as const;
      const content = { filter, order, hiddenColumns: [], layout: 'table' } as const;
      const { views } = z
        .object({ views: z.array(z.object({ name: z.string() })) })
        .parse(await console.call('views.list', {}));
      for (const name of ['低电量优先', '二组']) {
        if (!views.some((view) => view.name === name)) {
          await console.call('views.save', { viewId: null, name, isDefault: false, content });
        }
      }
      await console.open('hosts');
      await console.open('devices');
      await console.page.locator('[data-act="views"]').click();
    },
    leave: pressEscape,
  },
  {
    name: 'columns',
    texts: ['columns.title'],
    arrange: (console) => console.button('columns.title').click(),
    leave: (console) => console.button('columns.title').click(),
  },
  {
    name: 'labels-import',
    texts: [
      'labels.import-title',
      'labels.summary',
      'labels.verdict.wrong',
      'labels.verdict.change',
      'labels.only-good',
    ],
    selectors: ['[data-row-verdict="wrong"]'],
    arrange: async (console, world) => {
      await console.page.locator('[data-act="labels"]').click();
      await console.page.getByText(console.text('labels.import'), { exact: true }).click();
      const file = { name: '编号表.csv', mimeType: 'text/csv', buffer: labelFile(world) };
      await console.page.locator('[data-file="labels"]').setInputFiles(file);
    },
    leave: pressEscape,
  },
  {
    name: 'report-phone',
    texts: ['report.phones', 'report.phones-text', 'report.masked', 'report.save'],
    selectors: ['.report-text mark'],
    arrange: async (console, world) => {
      await console.openDrawer(phoneIdOf(world, 1));
      await console.page
        .locator('.drawer-header')
        .getByRole('button', { name: console.text('batch.more') })
        .click();
      await console.page.getByText(console.text('report.export'), { exact: true }).click();
      await openReport(console);
    },
    leave: async (console) => {
      await pressEscape(console);
      await console.closeDrawer();
    },
  },
  {
    name: 'report-bundle',
    texts: ['report.bundle', 'report.bundle-text', 'report.save'],
    arrange: async (console) => {
      await console.open('settings');
      await console.page.locator('[data-act="bundle"]').click();
      await openReport(console);
    },
    leave: async (console) => {
      await pressEscape(console);
      await backToDevices(console);
    },
  },
];
