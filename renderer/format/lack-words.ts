import type { TextParams as ContractParams } from '@contract/phones.ts';
import type { TextParams, Texts } from '../i18n/texts.ts';

/** What people have to do before something opens: in a line, and with the tasks by name. */
export interface LackWords {
  readonly short: string;
  readonly long: string;
}

/** Null where nothing is told to be lacking. `params`: the same details in words. */
export function lackWords({ text }: Texts, detail: ContractParams, params: TextParams): LackWords | null {
  if (detail['lacks'] === undefined) return null;
  const lacks = params['lacks'] ?? '';
  const stage = detail['lacksStageId'];
  const short = typeof stage === 'string' ? text('why.lacks-stage', { stage, lacks }) : String(lacks);
  const tasks = params['tasks'];
  return { short, long: tasks === undefined ? short : text('why.lacks-tasks', { lacks: short, tasks }) };
}
