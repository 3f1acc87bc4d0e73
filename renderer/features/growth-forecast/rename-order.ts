import { forecastRowsLimit } from '@contract/account-plans.ts';
import { toolNames } from '@contract/plan-ids.ts';
import type { RenamePreviewRow } from '@contract/rename-preview.ts';
import type { ForecastOrder } from './forecast-words.ts';

const days = 60;
const [renaming] = toolNames;

/** The question how long the rows of a preview take, each through the account that it goes through; null where nothing changes. */
export function orderOfRename(rows: readonly RenamePreviewRow[]): ForecastOrder | null {
  const wanted = rows.flatMap(({ verdict, groupId, via, choices }) => {
    const choice = choices.find(({ groupViewId }) => groupViewId === via?.groupViewId);
    if (verdict !== 'change' || choice === undefined) return [];
    const what = { action: 'group_rename', tool: renaming, amount: 1 } as const;
    return [{ ...what, groupId, accountIds: [choice.accountId] }];
  });
  if (wanted.length === 0 || wanted.length > forecastRowsLimit) return null;
  return { wanted, days, caps: [], moreAccountIds: [] };
}
