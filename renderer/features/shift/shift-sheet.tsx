import type { ShiftCheck } from '@contract/shift.ts';
import type { ReactNode } from 'react';
import { fullTimeText } from '../../format/times.ts';
import { useTexts } from '../../i18n/texts-context.tsx';
import { SignatureLines } from '../reports/signature-lines.tsx';
import { CheckFigures, SinceLast } from './check-card.tsx';
import { missingPlaceText, whyText } from './missing-place.ts';

/** A shift check on paper. */
export function ShiftSheet({ check }: { readonly check: ShiftCheck }): ReactNode {
  const texts = useTexts();
  const { text, language } = texts;
  return (
    <article className="sheet">
      <h1>{text('shift.sheet-title', { number: check.checkId })}</h1>
      <p>{text('shift.counted', { at: fullTimeText(language, check.openedAt), by: check.openedBy })}</p>
      <CheckFigures check={check} />
      <SinceLast check={check} />
      {check.missing.length > 0 && (
        <table>
          <thead>
            <tr>
              <th>{text('column.number')}</th>
              <th>{text('shift.phone')}</th>
              <th>{text('shift.last-place')}</th>
              <th>{text('shift.last-seen')}</th>
              <th>{text('shift.why')}</th>
              <th>{text('shift.mark')}</th>
              <th>{text('shift.note')}</th>
            </tr>
          </thead>
          <tbody>
            {check.missing.map((phone) => (
              <tr key={phone.phoneId}>
                <td>{phone.number ?? text('value.none')}</td>
                <td>{phone.name}</td>
                <td>{missingPlaceText(phone, texts)}</td>
                <td>{phone.lastSeenAt === null ? text('value.none') : fullTimeText(language, phone.lastSeenAt)}</td>
                <td>{whyText(phone, texts)}</td>
                <td>{phone.mark === null ? text('value.none') : text(`shift.mark.${phone.mark}`)}</td>
                <td>{phone.note}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {check.note !== '' && <p>{check.note}</p>}
      {check.signedAt !== null && (
        <p>{text('shift.signed-by', { name: check.signedBy, at: fullTimeText(language, check.signedAt) })}</p>
      )}
      <SignatureLines />
    </article>
  );
}
