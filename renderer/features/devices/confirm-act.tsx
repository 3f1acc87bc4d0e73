import { Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole, useLive, useUi } from '../../stores/use-console.ts';
import { StateIcon } from '../../ui/state-icon.tsx';
import { actKey, needsConfirmation } from './batch-menu.ts';
import { phoneName } from './phone-names.ts';

/** The operator's yes to an act, with every phone that it would touch named by number. */
export function ConfirmAct(): ReactNode {
  const { text } = useTexts();
  const { batches, ui } = useConsole();
  const confirmation = useUi((state) => state.confirmation);
  if (confirmation === null || !needsConfirmation(confirmation.act)) return null;
  const { act, phoneIds } = confirmation;
  const close = (): void => ui.setState({ confirmation: null });
  const confirm = (): void => {
    close();
    void batches.start(act, phoneIds);
  };
  return (
    <Modal
      open
      width={560}
      title={text(`confirm.${act.kind}`, { count: phoneIds.length })}
      okText={text(actKey(act))}
      cancelText={text('act.cancel')}
      okButtonProps={{ danger: true, autoFocus: true }}
      onOk={confirm}
      onCancel={close}
    >
      <p>{text(`confirm.${act.kind}-text`)}</p>
      <ul className="confirm-list">
        {phoneIds.map((phoneId) => (
          <ConfirmedPhone key={phoneId} phoneId={phoneId} />
        ))}
      </ul>
    </Modal>
  );
}

function ConfirmedPhone({ phoneId }: { readonly phoneId: string }): ReactNode {
  const texts = useTexts();
  const phone = useLive((state) => state.phones.get(phoneId) ?? null);
  if (phone === null) return null;
  return (
    <li>
      <StateIcon state={phone.state} /> {phoneName(phone, texts)}
    </li>
  );
}
