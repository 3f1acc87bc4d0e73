import type { ClosedSpan, StageSpan } from '../../contract/account-calendar.ts';
import type { ActionId } from '../plans/plan.ts';
import { addDays, type Day } from '../standing/calendar-day.ts';
import type { DayOutlook } from './day-outlook.ts';

/** Days one after the other on which an account stands alike. */
export function stageSpansOf(outlook: readonly DayOutlook[]): StageSpan[] {
  return joined(
    outlook.map(({ day, standing, checklist }): StageSpan => {
      const { stageId, effectiveStageId, condition } = standing;
      const dailyTasks = checklist.filter(({ task }) => task.frequency === 'daily').length;
      return { fromOn: day, toOn: day, stageId, effectiveStageId, condition, day: standing.day, dailyTasks };
    }),
    (one, next) =>
      one.stageId === next.stageId &&
      one.effectiveStageId === next.effectiveStageId &&
      one.condition === next.condition,
  );
}

/** Days one after the other on which the same rule keeps an action closed until the same moment. */
export function closedSpansOf(outlook: readonly DayOutlook[], actions: readonly ActionId[]): ClosedSpan[] {
  return actions.flatMap((action) =>
    joined(
      outlook.flatMap(({ day, acts }) =>
        closedOn(
          day,
          acts.find((act) => act.action === action),
        ),
      ),
      (one, next) => one.path === next.path && one.code === next.code && one.untilAt === next.untilAt,
    ),
  );
}

function closedOn(day: Day, act: DayOutlook['acts'][number] | undefined): ClosedSpan[] {
  if (act === undefined || act.closed === null) return [];
  const { reason: code, path, detail, until: untilAt } = act.closed;
  return [{ action: act.action, fromOn: day, toOn: day, code, path, detail, untilAt }];
}

interface Span {
  readonly fromOn: Day;
  readonly toOn: Day;
}

/** Spans that follow each other and are alike become one, which is told as its first day was. */
function joined<S extends Span>(spans: readonly S[], isAlike: (one: S, next: S) => boolean): S[] {
  const found: S[] = [];
  for (const span of spans) {
    const last = found.at(-1);
    if (last !== undefined && addDays(last.toOn, 1) === span.fromOn && isAlike(last, span))
      found[found.length - 1] = { ...last, toOn: span.toOn };
    else found.push(span);
  }
  return found;
}
