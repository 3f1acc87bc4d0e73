import type { TextParams } from '../../contract/phones.ts';
import type { PlanTask, Stage } from '../plans/plan.ts';
import type { ExitNeed } from '../standing/exit-needs.ts';
import { isByPerson } from '../standing/turning-point.ts';
import type { ActQuestion } from './act-question.ts';
import { lacksOf } from './limits-in-force.ts';

/** More names than that are not read. */
const namedTasks = 3;

/**
 * What people have to do before the next stage can begin, where a later one is waited for: whose sign-off, which tasks. Nothing where the
 * days alone are wanting; that it is in vain where no later stage of the plan has the act.
 */
export function lacksOfNextStage({ standing, plan }: ActQuestion, isOpenIn: (stage: Stage) => boolean): TextParams {
  const { stageId, limits, missing = [] } = standing;
  const index = plan.stages.findIndex(({ id }) => id === stageId);
  if (!plan.stages.slice(index + 1).some(isOpenIn)) return { isInNoStage: true };
  const needs = missing.filter(isByPerson);
  if (needs.length === 0) return {};
  const kinds = needs.map(({ kind }) => kind).filter((kind) => kind !== 'health');
  // Days of health that nobody can name wait for what ends a signal.
  const { lacks: words = 'health' } = lacksOf(limits);
  const all = kinds.length === needs.length ? kinds : [...kinds, ...words.split(', ')];
  return { lacks: [...new Set(all)].join(', '), lacksStageId: stageId, ...namesOf(needs, plan.stages[index]) };
}

function namesOf(needs: readonly ExitNeed[], stage: Stage | undefined): TextParams {
  const ids = new Set(needs.flatMap((need) => (need.kind === 'task' ? [need.taskId] : [])));
  const tasks = (stage?.tasks ?? []).filter(({ id }) => ids.has(id));
  if (tasks.length === 0) return {};
  const named = (nameOf: (task: PlanTask) => string, mark: string): string => {
    const names = tasks.slice(0, namedTasks).map(nameOf).join(mark);
    return tasks.length > namedTasks ? `${names}${mark}…` : names;
  };
  return { tasksZh: named(({ zh }) => zh, '；'), tasksEn: named(({ en }) => en, '; ') };
}
