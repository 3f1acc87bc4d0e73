import type { AuditPort } from '../../audit/audit-log.ts';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import type { Handlers, ProcedureInput } from '../../contract/procedures.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { GroupDesk } from '../group-desk.ts';
import { QuestionViews } from './question-views.ts';

export interface JoinProcedureDeps {
  readonly desk: GroupDesk;
  readonly audit: AuditPort;
  readonly clock: Clock;
  readonly operatorName: () => string | null;
}

export type JoinProcedure = 'groups.questions' | 'groups.decideJoin' | 'groups.withdrawJoin';

/** Which views are one group: what is not clear, and what operators said of it. */
export function createJoinProcedures(deps: JoinProcedureDeps): Handlers<JoinProcedure> {
  return {
    'groups.questions': async () => {
      const views = new QuestionViews(deps.desk);
      return succeed({ questions: views.questions(), decisions: views.decisions() });
    },
    'groups.decideJoin': async (input) => decide(deps, input),
    'groups.withdrawJoin': async (input) => withdraw(deps, input),
  };
}

function decide(
  { desk, audit, clock, operatorName }: JoinProcedureDeps,
  { leftViewId, rightViewId, isSame }: ProcedureInput<'groups.decideJoin'>,
): Outcome<null> {
  const known = [leftViewId, rightViewId].every((viewId) => desk.book.ofView(viewId) !== null);
  if (!known || leftViewId === rightViewId) {
    return fail('invalid-input', 'no two views of groups', { field: 'rightViewId', rule: 'two-views' });
  }
  return desk.change('', () => {
    desk.decisions.decide({ leftViewId, rightViewId, isSame, by: operatorName() ?? '', at: clock.now() });
    desk.decideSuccession(leftViewId, rightViewId, isSame);
    audit.append({ action: 'groups.decideJoin', subject: `${leftViewId}+${rightViewId}`, params: { isSame } });
  });
}

function withdraw(
  { desk, audit }: JoinProcedureDeps,
  { leftViewId, rightViewId }: ProcedureInput<'groups.withdrawJoin'>,
): Outcome<null> {
  const [left, right] = [Math.min(leftViewId, rightViewId), Math.max(leftViewId, rightViewId)];
  const isDecided = desk.decisions.list().some((each) => each.leftViewId === left && each.rightViewId === right);
  if (!isDecided) return fail('invalid-input', 'nobody decided that', { field: 'rightViewId', rule: 'no-decision' });
  return desk.change('', () => {
    desk.decisions.withdraw(left, right);
    audit.append({ action: 'groups.withdrawJoin', subject: `${left}+${right}`, params: {} });
  });
}
