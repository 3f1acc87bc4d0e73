import { succeed, type Outcome } from '../contract/outcome.ts';
import type { Handlers, ProcedureInput, ProcedureOutput } from '../contract/procedures.ts';
import type { accountCalendarProcedures } from '../contract/account-calendar.ts';
import type { Settings } from '../contract/settings.ts';
import type { SavedFiles } from '../devices/reports/saved-files.ts';
import { writeTable } from '../tables/write-table.ts';
import type { AccountDesk } from './account-desk.ts';
import type { AccountGround } from './desk/account-ground.ts';
import { calendarOf } from './desk/calendars.ts';
import { daySheetOf } from './desk/day-sheets.ts';
import { JobPlans } from './desk/job-plans.ts';
import { tableOfSheet } from './desk/sheet-table.ts';

export interface CalendarDeps {
  readonly desk: Pick<AccountDesk, 'ground'>;
  readonly files: SavedFiles;
  /** The phone's number and label, as the operator knows it. */
  readonly nameOf: (phoneId: string) => string;
  readonly language: () => Settings['language'];
}

export type CalendarProcedure = keyof typeof accountCalendarProcedures;

/** What page and scripts ask of the days ahead and of today. */
export function createCalendarProcedures(deps: CalendarDeps): Handlers<CalendarProcedure> {
  const { ground } = deps.desk;
  const jobs = new JobPlans(ground.store);
  return {
    'accounts.calendar': async ({ days }) => succeed(await calendarOf(ground, jobs, days)),
    'accounts.daySheet': async () => succeed(await daySheetOf(ground)),
    'accounts.exportSheet': (input, signal) => exportSheet(ground, deps, { input, signal }),
  };
}

async function exportSheet(
  ground: AccountGround,
  { files, nameOf, language }: CalendarDeps,
  { input, signal }: { readonly input: ProcedureInput<'accounts.exportSheet'>; readonly signal: AbortSignal },
): Promise<Outcome<ProcedureOutput<'accounts.exportSheet'>>> {
  const { custodian, format, purpose, path } = input;
  const { day, rows } = await daySheetOf(ground);
  const chosen = rows.filter((row) => custodian === null || row.custodian === custodian);
  const plan = ground.shelf.shipped;
  const bytes = await writeTable(tableOfSheet({ day, rows: chosen, plan, nameOf, language: language() }), format);
  const saved = await files.save({ suggestedName: `jiqun-accounts-${day}.${format}`, bytes, path }, signal);
  if (!saved.ok) return saved;
  if (saved.value !== null) {
    const params = { day, purpose, rowCount: chosen.length, custodian: custodian ?? '' };
    const noted = ground.store.write(() =>
      ground.audit.append({ action: 'accounts.exportSheet', subject: null, params }),
    );
    if (!noted.ok) return noted;
  }
  return succeed({ path: saved.value, rowCount: chosen.length });
}
