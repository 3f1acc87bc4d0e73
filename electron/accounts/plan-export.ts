import type { Handlers } from '../contract/procedures.ts';
import type { SavedFiles } from '../devices/reports/saved-files.ts';
import { succeed } from '../contract/outcome.ts';
import type { AccountGround } from './desk/account-ground.ts';

export interface PlanExportDeps {
  readonly ground: Pick<AccountGround, 'audit'>;
  readonly files: SavedFiles;
}

/** The text of a plan on its way out: to another desk, or to somebody who reads it without the console. */
export function createPlanExport({ ground, files }: PlanExportDeps): Handlers<'plans.export'> {
  return {
    'plans.export': async ({ text, path }, signal) => {
      const bytes = Buffer.from(text, 'utf8');
      const name = nameIn(text);
      const saved = await files.save({ suggestedName: `${name}.yaml`, bytes, path }, signal);
      if (!saved.ok) return saved;
      if (saved.value !== null) ground.audit.append({ action: 'plans.export', subject: name, params: {} });
      return succeed({ path: saved.value });
    },
  };
}

/** What the text calls the plan, as far as that makes a name of a file. */
function nameIn(text: string): string {
  const id = /^id: *([a-z][a-z0-9_-]{0,59})\s*$/mu.exec(text)?.[1] ?? 'plan';
  const version = /^version: *(\d{1,6})\s*$/mu.exec(text)?.[1];
  return version === undefined ? id : `${id}-v${version}`;
}
