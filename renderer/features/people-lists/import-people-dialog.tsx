import type { ListPlan, ListSource, PeopleList } from '@contract/people-lists.ts';
import type { Fault } from '@contract/outcome.ts';
import { Checkbox, Modal } from 'antd';
import { useRef, useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { useFormAct } from '../../ui/use-form-act.ts';
import { PlannedRows } from './planned-rows.tsx';
import { SourceChoice } from './source-choice.tsx';

interface Preview {
  readonly source: ListSource;
  readonly plan: ListPlan;
}

interface ImportPeopleDialogProps {
  readonly list: PeopleList;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Many names at once, pasted or from a spreadsheet: row by row what each would do, then all of it in one step. */
export function ImportPeopleDialog({ list, onClose, onDone }: ImportPeopleDialogProps): ReactNode {
  const { text } = useTexts();
  const { acts, client } = useConsole();
  const [preview, setPreview] = useState<Preview | null>(null);
  const [unread, setUnread] = useState<Fault | null>(null);
  const [onlyGoodRows, setOnlyGoodRows] = useState(false);
  // Answers may come in another order than the questions.
  const asked = useRef(0);
  const look = async (source: ListSource | null): Promise<void> => {
    asked.current += 1;
    const round = asked.current;
    setPreview(null);
    setUnread(null);
    if (source === null) return;
    const answer = await client.ask('lists.preview', { source });
    if (asked.current !== round) return;
    if (answer.ok) setPreview({ source, plan: answer.value });
    else setUnread(answer.error);
  };
  const { isRunning, fault, submit } = useFormAct<Preview>(
    ({ source, plan: { fingerprint } }) => acts.run('lists.import', { source, fingerprint, onlyGoodRows }),
    onDone,
  );
  const plan = preview?.plan ?? null;
  const isReady = plan !== null && plan.newCount > 0 && (plan.wrongCount === 0 || onlyGoodRows);
  return (
    <Modal
      open
      width={880}
      title={text('lists.import-title', { list: text(`lists.name.${list}`) })}
      okText={text('lists.import-count', { count: plan?.newCount ?? 0 })}
      cancelText={text('act.cancel')}
      okButtonProps={{ disabled: !isReady, loading: isRunning }}
      onOk={() => preview !== null && submit(preview)}
      onCancel={onClose}
    >
      <SourceChoice list={list} onChange={(source) => void look(source)} onUnread={setUnread} />
      {unread !== null && <FaultNotice fault={unread} />}
      {plan !== null && <PlannedRows plan={plan} />}
      {plan !== null && plan.wrongCount > 0 && (
        <Checkbox checked={onlyGoodRows} onChange={(event) => setOnlyGoodRows(event.target.checked)}>
          {text('lists.only-good', { count: plan.wrongCount })}
        </Checkbox>
      )}
      {fault !== null && <FaultNotice fault={fault} />}
    </Modal>
  );
}
