import { createCalendarProcedures, type CalendarProcedure } from '../../../electron/accounts/calendar-procedures.ts';
import type { ProcedureInput, ProcedureOutput } from '../../../electron/contract/procedures.ts';
import { succeed } from '../../../electron/contract/outcome.ts';
import { valueOf } from '../device-layer.ts';
import { DeskBench } from './desk-bench.ts';

/** A bench that also looks ahead and writes sheets; files are kept instead of saved. */
export class CalendarBench extends DeskBench {
  readonly saved: { readonly suggestedName: string; readonly text: string }[] = [];
  readonly #calendar = createCalendarProcedures({
    desk: this.desk,
    files: {
      save: async ({ suggestedName, bytes, path }) => {
        this.saved.push({ suggestedName, text: Buffer.from(bytes).toString('utf8') });
        return succeed(path ?? suggestedName);
      },
      printPage: async () => succeed(new Uint8Array()),
    },
    nameOf: (phoneId) => `手机 ${phoneId}`,
    language: () => 'zh-CN',
  });

  async look<N extends CalendarProcedure>(name: N, input: ProcedureInput<N>): Promise<ProcedureOutput<N>> {
    return valueOf(await this.#calendar[name](input, new AbortController().signal));
  }

  /** The calendar's row of one account. */
  async row(accountId: string, days = 30): Promise<ProcedureOutput<'accounts.calendar'>['rows'][number]> {
    const { rows } = await this.look('accounts.calendar', { days });
    const found = rows.find((row) => row.accountId === accountId);
    if (found === undefined) throw new Error(`the calendar knows nothing of ${accountId}`);
    return found;
  }
}
