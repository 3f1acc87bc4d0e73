import { expect, test } from 'vitest';
import { scheduleProcedures } from '../../../electron/contract/schedules.ts';
import { daily } from './schedule-desk.ts';

const { input } = scheduleProcedures['schedules.save'];
const given = { scheduleId: null, ...daily };

/** What breaks, as the dispatcher tells it: the field and the rule. */
function problemOf(change: Record<string, unknown>): string | null {
  const issue = input.safeParse({ ...given, ...change }).error?.issues[0];
  if (issue === undefined) return null;
  const own: unknown = issue.code === 'custom' ? issue.params?.['rule'] : issue.code;
  return `${issue.path.join('.')} ${String(own)}`;
}

test('the time zone is that of Shanghai where none is given', () => {
  const { timeZone: _, ...rest } = given;
  expect(input.parse(rest).timeZone).toBe('Asia/Shanghai');
});

test.each([
  [{}, null],
  [{ timeZone: 'Europe/Berlin' }, null],
  [{ timeZone: 'Asia/Nowhere' }, 'timeZone time-zone'],
  [{ kind: 'mass-mailing' }, 'kind invalid_value'],
  [{ title: '  ' }, 'title too_small'],
  [{ rule: { every: 'day', at: '24:00' } }, 'rule.at invalid_format'],
  [{ rule: { every: 'day', at: '9:00' } }, 'rule.at invalid_format'],
  [{ rule: { every: 'weekdays', at: '09:00', days: [] } }, 'rule.days too_small'],
  [{ rule: { every: 'weekdays', at: '09:00', days: [1, 1] } }, 'rule.days day-twice'],
  [{ rule: { every: 'weekdays', at: '09:00', days: [0] } }, 'rule.days.0 too_small'],
  [{ rule: { every: 'hours', hours: 0 } }, 'rule.hours too_small'],
  [{ rule: { every: 'hours', hours: 13 } }, 'rule.hours too_big'],
  [{ rule: { every: 'day', at: '09:00', pattern: '* * * * *' } }, 'rule unrecognized_keys'],
  [{ window: { from: '08:00', to: '08:00' } }, 'window window-empty'],
  [{ window: { from: '09:00', to: '09:01' } }, null],
  [{ window: { from: '08:00', to: '09:00' } }, 'rule.at at-outside-window'],
  [{ window: { from: '22:00', to: '08:00' } }, 'rule.at at-outside-window'],
  [{ window: { from: '22:00', to: '09:30' } }, null],
  [{ window: { from: '09:30', to: '09:00' } }, 'rule.at at-outside-window'],
  [{ rule: { every: 'hours', hours: 2 }, window: { from: '22:00', to: '08:00' } }, null],
  [{ missed: { policy: 'run-once', withinMinutes: 0 } }, 'missed.withinMinutes too_small'],
  [{ missed: { policy: 'run-once' } }, 'missed.withinMinutes invalid_type'],
  [{ missed: { policy: 'ask', withinMinutes: 5 } }, 'missed unrecognized_keys'],
])('%o: %s', (change, problem) => {
  expect(problemOf(change)).toBe(problem);
});
