import type { MemberDataReceipt, MemberPlaceReport } from '@contract/member-data.ts';
import type { ReactNode } from 'react';
import { dayText } from '../../format/times.ts';
import { useTexts } from '../../i18n/texts-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Moment } from '../../ui/moment.tsx';

/** What was removed of members and what was left, place by place; nobody is named. */
export function MemberReceipts({ receipts }: { readonly receipts: readonly MemberDataReceipt[] }): ReactNode {
  const { text } = useTexts();
  return (
    <section>
      <h3>{text('member-data.receipts')}</h3>
      {receipts.length === 0 && <p className="text-second">{text('member-data.receipts-none')}</p>}
      {receipts.map((receipt, index) => (
        <Receipt key={receipt.receiptId} receipt={receipt} isOpen={index === 0} />
      ))}
    </section>
  );
}

function Receipt({ receipt, isOpen }: { readonly receipt: MemberDataReceipt; readonly isOpen: boolean }): ReactNode {
  const { text } = useTexts();
  const { receiptId, kind, at, operatorName, rosterCount, cellCount, places, check } = receipt;
  return (
    <details className="member-receipt" open={isOpen} data-receipt={receiptId}>
      <summary>
        <Moment at={at} isTrueTime /> {text(`member-data.kind.${kind}`)} ·{' '}
        {operatorName ?? text('member-data.by-console')} ·{' '}
        {text('member-data.receipt', { id: receiptId, rosters: rosterCount, cells: cellCount })}
      </summary>
      {places.length === 0 && <p className="text-second">{text('member-data.no-places')}</p>}
      {places.length > 0 && (
        <table className="data-table">
          <tbody>
            {places.map((place) => (
              <Place key={place.place} report={place} />
            ))}
          </tbody>
        </table>
      )}
      {kind === 'erase' && <Check check={check} />}
    </details>
  );
}

function Place({
  report: { place, removedCount, keptCount, goneByAt },
}: {
  readonly report: MemberPlaceReport;
}): ReactNode {
  const { text, language } = useTexts();
  return (
    <tr data-member-place={place}>
      <td>{text(`member-data.place.${place}`)}</td>
      <td className="tabular tone-good">{removedCount > 0 && text('member-data.removed', { count: removedCount })}</td>
      <td>
        {keptCount > 0 && (
          <>
            <span className="tabular tone-warn">{text('member-data.left', { count: keptCount })}</span>{' '}
            {goneByAt !== null && (
              <Badge tone="quiet">{text('member-data.gone-by', { at: dayText(language, goneByAt) })}</Badge>
            )}
            <div className="text-second">{text(`member-data.kept-why.${place}`)}</div>
          </>
        )}
      </td>
    </tr>
  );
}

function Check({ check: { outcome, searchedCount, foundIn } }: Pick<MemberDataReceipt, 'check'>): ReactNode {
  const { text } = useTexts();
  return (
    <>
      <p className={outcome === 'clean' ? 'tone-good' : 'text-second'}>
        {text(`member-data.check.${outcome}`, { count: searchedCount })}
      </p>
      {foundIn.length > 0 && (
        <ul className="plain-list mono">
          {foundIn.map((file) => (
            <li key={file}>{file}</li>
          ))}
        </ul>
      )}
    </>
  );
}
