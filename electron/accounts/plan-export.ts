import type { Handlers } from '../contract/procedures.ts';
import type { SavedFiles } from '../devices/reports/saved-files.ts';
import { succeed } from '../contract/outcome.ts';

/** The text of a plan on its way out: to another desk, or to somebody who reads it without the console. */
export function createPlanExport(files: SavedFiles): Handlers<'plans.export'> {
  return {
    'plans.export': async ({ text, path }, signal) => {
      const bytes = Buffer.from(text, 'utf8');
      const saved = await files.save({ suggestedName: `${nameIn(text)}.yaml`, bytes, path }, signal);
      return saved.ok ? succeed({ path: saved.value }) : saved;
    },
  };
}

/** What the text calls the plan, as far as that makes a name of a file. */
function nameIn(text: string): string {
  const id = /^id: *([a-z][a-z0-9_-]{0,59})\s*$/mu.exec(text)?.[1] ?? 'plan';
  const version = /^version: *(\d{1,6})\s*$/mu.exec(text)?.[1];
  return version === undefined ? id : `${id}-v${version}`;
}
