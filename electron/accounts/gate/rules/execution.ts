import { forWrites, type GateRule } from '../act-question.ts';

/** Nobody is let do anything before somebody has chosen who does it; what is no act in the messenger needs no choice. */
export const modeChosen: GateRule = ({ account, action, tool }) => {
  if (account.mode !== null || (action === null && tool !== undefined)) return null;
  return { kind: 'held', reason: 'mode-not-chosen', until: null, path: 'account.mode', detail: {} };
};

/** What the plan leaves to people is done by people. */
export const humanOnly: GateRule = forWrites(({ plan, action, account }) => {
  if (plan.actions[action].execution !== 'human_only') return null;
  if (account.mode === null || account.mode === 'manual') return null;
  return { kind: 'never', reason: 'human-only', path: `actions.${action}.execution`, detail: { mode: account.mode } };
});
