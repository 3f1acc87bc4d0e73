import { stageIds, type StageId } from '@contract/plan-ids.ts';

/** As many accounts in each stage as in any other, give or take one. */
export function spreadOverStages(accountIds: readonly string[]): ReadonlyMap<string, StageId> {
  return new Map(accountIds.map((accountId, index) => [accountId, stageIds[index % stageIds.length] ?? 'S0']));
}
