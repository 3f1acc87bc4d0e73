import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useAnswer } from '../../../ui/use-answer.ts';

const noInput = {};

/** Whose act it is: the name and the id to be seen on the phone; nothing where neither is known. */
export function TaskAccount({ accountId }: { readonly accountId: string }): ReactNode {
  const { text } = useTexts();
  const { value } = useAnswer('accounts.list', noInput, accountId);
  const account = value?.accounts.find((each) => each.accountId === accountId);
  const name = [account?.nickname ?? '', account?.maskedId ?? ''].filter((part) => part !== '').join(' ');
  if (name === '') return null;
  return <p data-task-account={accountId}>{text('tasks.as-account', { name })}</p>;
}
