import type { Account } from '@contract/accounts.ts';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { PlaceDialog } from './place-dialog.tsx';

interface PlaceButtonProps {
  /** Null: of no account in particular. */
  readonly account: Account | null;
  readonly onDone: () => void;
}

/** Opens the question which account is on which phone. */
export function PlaceButton({ account, onDone }: PlaceButtonProps): ReactNode {
  const { text } = useTexts();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button size="small" data-act="place" onClick={() => setIsOpen(true)}>
        {text('growth.place-change')}
      </Button>
      {isOpen && <PlaceDialog account={account} onDone={onDone} onClose={() => setIsOpen(false)} />}
    </>
  );
}
