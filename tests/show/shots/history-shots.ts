import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HistoryRange, HistoryView } from '../../../renderer/stores/ui-store.ts';
import type { ConsolePage } from '../../support/console-pages/console-page.ts';
import { openMachineAdb } from '../../support/desk-states/machine-adb.ts';
import { PhoneYear } from '../../support/history/phone-year.ts';
import { pollTimes, RecordedDesk } from '../../support/history/recorded-desk.ts';
import { furnish } from './furnishing.ts';
import { wear } from './look.ts';
import { acceptRules, defineSession, openConsole, orClose, type AnySession } from './session.ts';
import type { Shot } from './shot.ts';

interface HistoryWorld {
  /** By number, from 0. */
  readonly phoneIds: readonly string[];
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

async function choose(console: ConsolePage, range: HistoryRange | null, view?: HistoryView): Promise<void> {
  if (view !== undefined) await console.page.locator(`[data-node-key="${view}"]`).first().click();
  if (range === null) return;
  const hasText = console.text(`history.range.${range}`);
  await console.page.locator('.ant-segmented-item', { hasText }).first().click();
}

const back = (console: ConsolePage): Promise<void> => console.open('devices');

function pageShot(
  view: HistoryView,
  range: HistoryRange | null,
  texts: readonly string[],
  selector: string,
): Shot<HistoryWorld> {
  return {
    name: `history-${view}`,
    texts: ['nav.history', `history.page.${view}`, ...texts],
    selectors: [selector],
    isArrangedPerLook: true,
    arrange: async (console) => {
      await console.open('history');
      await choose(console, range, view);
    },
    leave: back,
  };
}

function drawerShot(name: string, range: HistoryRange): Shot<HistoryWorld> {
  return {
    name,
    texts: ['history.trends', 'history.trend.wear', 'history.trend.heat'],
    selectors: ['.history-line', '.history-presence rect'],
    isArrangedPerLook: true,
    arrange: async (console, { phoneIds }) => {
      await console.openDrawer(phoneIds[2] ?? '', 'history');
      await choose(console, range);
    },
    leave: (console) => console.closeDrawer(),
  };
}

const shots: readonly Shot<HistoryWorld>[] = [
  drawerShot('drawer-history-day', 'day'),
  drawerShot('drawer-history-year', 'year'),
  pageShot('compare', 'week', ['history.view.compare'], '.small-chart .history-line'),
  pageShot('availability', 'month', ['history.column.share', 'history.column.drops'], '.share-bar-fill'),
  pageShot('trends', null, ['history.trends-note', 'history.trend.charge'], '.history-weeks'),
];

/** A desk that was recorded for a while; its phones are not plugged in now. */
export function historySession(phones: 6 | 100): AnySession {
  return defineSession<HistoryWorld>({
    phones,
    title: `the history of ${phones} phones`,
    wear,
    open: async () => {
      const folder = mkdtempSync(join(tmpdir(), 'jiqun-history-shots-'));
      const dataFolder = join(folder, 'data');
      const phoneIds = await record(dataFolder, phones);
      const adb = await openMachineAdb();
      const closers = [() => adb.close(), () => rmSync(folder, { recursive: true, force: true })];
      const opened = await openConsole({ phoneIds }, { adbPort: adb.port, phones: 0, dataFolder }, closers);
      return orClose(opened, async () => {
        await acceptRules(opened.console);
        const { phones: listed } = await opened.console.until(
          'all are listed',
          (desk) => desk.phones.length === phones,
        );
        const numbered = listed.toSorted((left, right) => left.phoneId.localeCompare(right.phoneId));
        await furnish(opened.console, numbered);
        await acceptRules(opened.console);
        for (const [index, { phoneId }] of numbered.entries()) {
          await opened.console.call('phones.setNumber', { phoneId, number: index + 1 });
        }
        return opened;
      });
    },
    shots,
  });
}

/** A year of a small desk, two months of a large one. */
async function record(dataFolder: string, phones: number): Promise<string[]> {
  const now = Math.floor(Date.now() / hourMs) * hourMs;
  const days = phones > 10 ? 60 : 365;
  const startAt = Math.floor((now - days * dayMs) / (6 * hourMs)) * 6 * hourMs;
  const years = Array.from(
    { length: phones },
    (_, place) => new PhoneYear(place, { seed: 20_261, startedAt: startAt }),
  );
  const desk = new RecordedDesk({ dataFolder, years, startAt });
  const rates = [
    { fromAt: startAt, everyMs: hourMs },
    { fromAt: now - 7 * dayMs, everyMs: phones > 10 ? hourMs : 15 * minuteMs },
    { fromAt: now - dayMs, everyMs: phones > 10 ? 10 * minuteMs : minuteMs },
  ];
  for (const at of pollTimes(rates, Date.now() - minuteMs)) await desk.poll(at);
  await desk.dispose();
  return years.map(({ phoneId }) => phoneId);
}
