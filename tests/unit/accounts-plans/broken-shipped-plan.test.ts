import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { PlanShelf } from '../../../electron/accounts/desk/plan-shelf.ts';
import { shippedPlanFile } from '../../../electron/accounts/plans/plan-files.ts';
import { BrokenShippedPlan } from '../../../electron/accounts/plans/broken-plan.ts';
import { PlanStore } from '../../../electron/accounts/store/plan-store.ts';
import type { Fault } from '../../../electron/contract/outcome.ts';
import { migrations } from '../../../electron/database.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const resources = fileURLToPath(new URL('../../../resources/', import.meta.url));

test('a shipped plan that somebody damaged is refused with its file and line', () => {
  const folder = makeTempFolder();
  const file = join(folder, shippedPlanFile);
  mkdirSync(dirname(file));
  const text = readFileSync(join(resources, shippedPlanFile), 'utf8');
  writeFileSync(file, text.replace('day_from: 8', 'day_from: 6'));
  const line = text.slice(0, text.indexOf('day_from: 8')).split('\n').length;
  const plans = new PlanStore(openTestStore(migrations));
  expect(faultOf(() => new PlanShelf(plans, folder))).toMatchObject({
    code: 'plan-broken',
    detail: { file: shippedPlanFile, line, problem: 'days-overlap' },
  });
});

function faultOf(start: () => unknown): Fault | null {
  try {
    start();
    return null;
  } catch (failure) {
    if (failure instanceof BrokenShippedPlan) return failure.fault;
    throw failure;
  }
}
