import type { Step } from '../playbooks/playbook-schema.ts';
import { budgets } from './budgets.ts';
import { keepsTyped } from './commit.ts';
import type { RecoveryDeps } from './recovery.ts';

/**
 * Whether the committing tap led to nothing but a question that the playbook does not know. It is told no, by BACK; where
 * the page of the commit then still waits with what was typed and its button, nothing was sent. Anything else proves
 * nothing. Touches nothing where there is no such question.
 */
export async function wasOnlyAsked({ state, view }: RecoveryDeps, step: Step): Promise<boolean> {
  const look = await view.look();
  if (step.otherQuestion === undefined || look.kind !== 'unknown' || look.isLoading || view.signal.aborted)
    return false;
  if (!state.recognition(step.otherQuestion)(look.page)) return false;
  const told = await view.press('BACK');
  if (!told.ok) return false;
  const after = await view.waitFor((each) => each.kind === 'screen' && step.on.includes(each.screen), budgets.pageMs);
  if (after.kind !== 'screen' || !step.on.includes(after.screen) || after.isLoading) return false;
  return keepsTyped(state, step, after.page) && state.target(step)(after.page).kind === 'one';
}
