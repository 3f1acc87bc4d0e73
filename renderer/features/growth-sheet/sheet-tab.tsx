import { ExportOutlined, PrinterOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { planDateText } from '../../format/plan-times.ts';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { LoadingLines } from '../../ui/loading-lines.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { useGrowthVersion } from '../growth/use-growth.ts';
import { ExportSheetDialog } from './export-sheet-dialog.tsx';
import { SheetArticle, type DaySheet } from './sheet-article.tsx';
import { partsOf } from './sheet-rows.ts';

const noInput = {};

/** 日报: what is to be done with each account today, to print or to export. */
export function SheetTab(): ReactNode {
  const { text } = useTexts();
  const { value, fault } = useAnswer('accounts.daySheet', noInput, useGrowthVersion(null));
  if (value === null) return fault === null ? <LoadingLines /> : <FaultNotice fault={fault} />;
  if (value.rows.length > 0) return <Sheet sheet={value} />;
  return (
    <div className="empty-line">
      <p>{text('day-sheet.none')}</p>
      <p className="text-second">{text('day-sheet.none-text')}</p>
    </div>
  );
}

function Sheet({ sheet }: { readonly sheet: DaySheet }): ReactNode {
  const { text, language } = useTexts();
  const { ui } = useConsole();
  const [custodian, setCustodian] = useState<string | null>(null);
  const [isExporting, setIsExporting] = useState(false);
  // A custodian who has no account any more is nobody's choice.
  const chosen = sheet.rows.some((row) => row.custodian === custodian) ? custodian : null;
  return (
    <div className="day-sheet" data-day-sheet={sheet.day}>
      <div className="toolbar-line">
        <h2>{text('day-sheet.title-of', { day: planDateText(language, sheet.day) })}</h2>
        <CustodianChoice sheet={sheet} chosen={chosen} onChoose={setCustodian} />
        <span className="toolbar-gap" />
        <Button icon={<ExportOutlined aria-hidden />} data-act="export-day-sheet" onClick={() => setIsExporting(true)}>
          {text('day-sheet.export')}
        </Button>
        <Button
          type="primary"
          icon={<PrinterOutlined aria-hidden />}
          data-act="print-day-sheet"
          onClick={() => ui.setState({ sheet: { kind: 'growth', sheet, custodian: chosen } })}
        >
          {text('day-sheet.print')}
        </Button>
      </div>
      <p className="text-second">{text('day-sheet.text')}</p>
      <div className="day-sheet-body">
        <SheetArticle sheet={sheet} custodian={chosen} />
      </div>
      {isExporting && <ExportSheetDialog custodian={chosen} onClose={() => setIsExporting(false)} />}
    </div>
  );
}

interface CustodianChoiceProps {
  readonly sheet: DaySheet;
  readonly chosen: string | null;
  readonly onChoose: (custodian: string | null) => void;
}

/** Everybody, or one person. */
function CustodianChoice({ sheet, chosen, onChoose }: CustodianChoiceProps): ReactNode {
  const { text } = useTexts();
  const everybody = '-everybody-';
  return (
    <Select<string>
      className="day-sheet-custodian"
      aria-label={text('day-sheet.custodian')}
      value={chosen ?? everybody}
      options={[
        { value: everybody, label: text('day-sheet.everybody') },
        ...partsOf(sheet.rows, null).map(({ custodian }) => {
          return { value: custodian, label: custodian === '' ? text('day-sheet.nobody') : custodian };
        }),
      ]}
      onChange={(value) => onChoose(value === everybody ? null : value)}
    />
  );
}
