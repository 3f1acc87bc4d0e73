import { PrinterOutlined } from '@ant-design/icons';
import { Button, Modal, Skeleton } from 'antd';
import { useMemo, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { usePhone } from '../../stores/use-console.ts';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { phoneName } from '../devices/phone-names.ts';
import { groupCures, type CureGroup } from './cure-groups.ts';
import { inOrder } from './list-order.ts';
import { cureText, stepName } from './step-texts.ts';

interface CureListProps {
  readonly phoneIds: readonly string[];
  readonly onClose: () => void;
}

const printingClass = 'is-printing-sheet';

/** What is left for a hand, grouped by what is to be done, to take along on paper. */
export function CureList({ phoneIds, onClose }: CureListProps): ReactNode {
  const { text } = useTexts();
  const input = useMemo(() => ({ phoneIds: [...phoneIds] }), [phoneIds]);
  const { value, fault } = useAnswer('preparation.todo', input);
  const groups = useMemo(() => groupCures(inOrder(value?.phones ?? [], phoneIds)), [value, phoneIds]);
  return (
    <Modal
      open
      width={760}
      title={text('preparation.cures-title')}
      footer={
        <Button
          type="primary"
          icon={<PrinterOutlined aria-hidden />}
          disabled={groups.length === 0}
          onClick={printSheet}
        >
          {text('preparation.print')}
        </Button>
      }
      onCancel={onClose}
    >
      {fault !== null && <FaultNotice fault={fault} />}
      {value === null && fault === null && <Skeleton active title={false} paragraph={{ rows: 6 }} />}
      {value !== null && groups.length === 0 && <p className="empty-line">{text('preparation.cures-empty')}</p>}
      {groups.length > 0 && <p className="text-second no-print">{text('preparation.cures-text')}</p>}
      <div className="print-sheet">
        {groups.map((group) => (
          <CureSection key={`${group.stepId}/${group.cure}/${group.family}`} group={group} />
        ))}
      </div>
    </Modal>
  );
}

function CureSection({ group }: { readonly group: CureGroup }): ReactNode {
  const texts = useTexts();
  const { stepId, cure, family, phoneIds } = group;
  const step = stepName(texts, stepId);
  const familyName = family === null ? null : texts.text(`preparation.family.${family}`);
  return (
    <section className="cure-section">
      <h3>{familyName === null ? step : texts.text('preparation.cures-of', { step, family: familyName })}</h3>
      <p>{cureText(texts, cure, family ?? 'other')}</p>
      <ul className="cure-phones">
        {phoneIds.map((phoneId) => (
          <CurePhone key={phoneId} phoneId={phoneId} />
        ))}
      </ul>
    </section>
  );
}

function CurePhone({ phoneId }: { readonly phoneId: string }): ReactNode {
  const texts = useTexts();
  const phone = usePhone(phoneId);
  return (
    <li>
      <span className="cure-box" aria-hidden />
      {phone === null ? phoneId : phoneName(phone, texts)}
    </li>
  );
}

/** Only the sheet is printed: the style sheet hides the rest while the class is there. */
function printSheet(): void {
  document.body.classList.add(printingClass);
  try {
    window.print();
  } finally {
    document.body.classList.remove(printingClass);
  }
}
