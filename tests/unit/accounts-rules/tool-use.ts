import type { ActQuestion } from '../../../electron/accounts/gate/act-question.ts';
import { hindrancesOf } from '../../../electron/accounts/gate/may-act.ts';
import { byHand } from './asked.ts';
import type { ToolRow } from './tool-table.ts';

/** Somebody wants to use the tool, with a mature account that is well. */
export function using({ tool, action }: ToolRow, changes: Partial<ActQuestion> = {}): ActQuestion {
  return { ...byHand(), action, tool, ...changes };
}

export function reasonAt(path: string, question: ActQuestion): string | null {
  return hindrancesOf(question).find((hindrance) => hindrance.path === path)?.reason ?? null;
}
