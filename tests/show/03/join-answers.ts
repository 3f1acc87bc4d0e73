import type { JoinSide } from '../../../electron/contract/group-book.ts';
import { procedures } from '../../../electron/contract/procedures.ts';
import { valueOf } from '../../support/device-layer.ts';
import type { WorldConsole } from '../../support/groups/world-console.ts';

const mostAnswers = 400;

/**
 * Answers every question about views as somebody would who knows the groups: through the console's procedures, one after the other,
 * as each answer may settle others. How many it took.
 */
export async function answerQuestions(console: WorldConsole): Promise<number> {
  const phoneIds = await console.phoneIds();
  const groupOf = ({ phoneId, name }: JoinSide): string => worldGroupOf(console, phoneIds.indexOf(phoneId), name);
  for (let answered = 0; answered < mostAnswers; answered++) {
    const { questions } = procedures['groups.questions'].output.parse(
      valueOf(await console.console.call('groups.questions', {})),
    );
    const [question] = questions;
    if (question === undefined) return answered;
    const { left, right } = question;
    const isSame = groupOf(left) === groupOf(right);
    const answer = { leftViewId: left.groupViewId, rightViewId: right.groupViewId, isSame };
    valueOf(await console.console.call('groups.decideJoin', answer));
  }
  throw new Error('questions never end');
}

/** Which group of the world an account sees under that name; it must be the only one. */
function worldGroupOf({ desk: { world } }: WorldConsole, place: number, name: string): string {
  const account = world.accounts[place];
  const own = account === undefined ? [] : world.groupsOf(account.accountId).filter((group) => group.name === name);
  const [only] = own;
  if (only === undefined || own.length > 1)
    throw new Error(`${name} is not one group of the account in place ${place}`);
  return only.groupId;
}
