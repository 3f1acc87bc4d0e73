import type { DraftFile, ReportDraft } from '@contract/reports.ts';
import { useMemo, useState, type ReactNode } from 'react';
import { sizeText } from '../../format/sizes.ts';
import { useTexts } from '../../i18n/texts-context.tsx';
import type { Texts } from '../../i18n/texts.ts';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { MaskedText } from './masked-text.tsx';

interface ReportFilesProps {
  readonly draft: ReportDraft;
  readonly leftOut: ReadonlySet<string>;
  readonly onLeaveOut: (names: ReadonlySet<string>) => void;
}

/** The files of an export beside the text of one of them. */
export function ReportFiles({ draft, leftOut, onLeaveOut }: ReportFilesProps): ReactNode {
  const { text } = useTexts();
  const [shown, setShown] = useState(draft.files[0]?.name ?? '');
  const toggle = (name: string): void => {
    const next = new Set(leftOut);
    if (!next.delete(name)) next.add(name);
    onLeaveOut(next);
  };
  return (
    <>
      {draft.unasked.length > 0 && (
        <Notice tone="warn" title={text('report.unasked', { count: draft.unasked.length })}>
          {text('report.unasked-text')}
        </Notice>
      )}
      <div className="report-review">
        <ul className="report-files" aria-label={text('report.files')}>
          {draft.files.map((file) => (
            <li key={file.name} className={file.name === shown ? 'is-current' : undefined}>
              <input
                type="checkbox"
                checked={!leftOut.has(file.name)}
                aria-label={file.name}
                onChange={() => toggle(file.name)}
              />
              <button type="button" className="link-button mono" onClick={() => setShown(file.name)}>
                {file.name}
              </button>
              <FileFacts file={file} />
            </li>
          ))}
        </ul>
        <ShownFile draftId={draft.draftId} name={shown} />
      </div>
    </>
  );
}

function FileFacts({ file }: { readonly file: DraftFile }): ReactNode {
  const texts = useTexts();
  const count = file.masked.reduce((sum, masked) => sum + masked.count, 0);
  return (
    <span className="text-second tabular" title={maskedWords(file, texts)}>
      {sizeText(file.bytes)}
      {count > 0 && ` · ${texts.text('report.masked', { count })}`}
    </span>
  );
}

function maskedWords({ masked }: DraftFile, { text }: Texts): string {
  return masked.map(({ kind, count }) => `${text(`report.kind.${kind}`)} ${count}`).join(' · ');
}

function ShownFile({ draftId, name }: { readonly draftId: string; readonly name: string }): ReactNode {
  const input = useMemo(() => ({ draftId, name }), [draftId, name]);
  const { value, fault } = useAnswer('reports.draftText', input);
  if (fault !== null) return <FaultNotice fault={fault} />;
  return <pre className="raw-output report-text">{value !== null && <MaskedText {...value} />}</pre>;
}
