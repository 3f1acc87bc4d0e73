import type { ItemCode } from '../../contract/job-codes.ts';
import type { SignalId } from '../plans/plan.ts';

const signals: { readonly [code in ItemCode]?: SignalId } = {
  'too-frequent': 'too_frequent_prompt',
  // Which of its restrictions it is stands on the phone, and not in what was recognised.
  'account-limited': 'feature_ban',
};

/** What a warning on a screen says of the account. One that nobody can name is taken for the worst: a person looks at it. */
export function signalOfPrompt(code: string | null): SignalId {
  return Object.entries(signals).find(([known]) => known === code)?.[1] ?? 'feature_ban';
}
