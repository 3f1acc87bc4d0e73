import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useLive } from '../../stores/use-console.ts';
import { useJobStart } from './use-job-start.ts';

/** Reads the group lists of every phone that is ready. */
export function ReadListsButton({ isMain = false }: { readonly isMain?: boolean }): ReactNode {
  const { text } = useTexts();
  const { start, isStarting } = useJobStart();
  const phones = useLive((state) => state.phones);
  const phoneIds = [...phones.values()].flatMap(({ phoneId, state }) => (state === 'ready' ? [phoneId] : []));
  return (
    <Button
      type={isMain ? 'primary' : 'default'}
      loading={isStarting}
      disabled={phoneIds.length === 0}
      data-act={isMain ? 'read-first-lists' : 'read-lists'}
      onClick={() => start({ kind: 'groups.read-list', title: text('groups.job.read-list'), payload: { phoneIds } })}
    >
      {text('groups.read-lists', { count: phoneIds.length })}
    </Button>
  );
}
