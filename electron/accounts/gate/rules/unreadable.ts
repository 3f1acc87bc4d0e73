import type { GateRule } from '../act-question.ts';

/**
 * Nobody knows what a plan says that cannot be read: nothing is written under it, and nothing is read through its account but by a
 * person. It beats every other answer.
 */
export const planUnreadable: GateRule = ({ plan, action, tool, account }) => {
  if (plan.isUnreadable !== true) return null;
  if (action === null && (tool !== undefined || account.mode === 'manual')) return null;
  return { kind: 'held', reason: 'plan-unreadable', until: null, path: 'plan', detail: {} };
};
