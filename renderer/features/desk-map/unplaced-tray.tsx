import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { usePhone } from '../../stores/use-console.ts';
import { phoneName } from '../devices/phone-names.ts';
import { useDeskMarks } from './desk-marks.ts';
import { PhoneCell } from './port-cell.tsx';

/** Phones of which nobody knows where they hang. */
export function UnplacedTray({ phoneIds }: { readonly phoneIds: readonly string[] }): ReactNode {
  const texts = useTexts();
  const { placing } = useDeskMarks();
  const placed = usePhone(placing ?? '');
  if (phoneIds.length === 0) return null;
  const hint =
    placed === null
      ? texts.text('desk.unplaced-text')
      : texts.text('desk.placing', { phone: phoneName(placed, texts) });
  return (
    <section className="desk-tray" data-desk-tray>
      <header>
        <h2>{texts.text('desk.unplaced', { count: phoneIds.length })}</h2>
        <span className={placed === null ? 'text-second' : 'tone-info'}>{hint}</span>
      </header>
      <div className="port-grid port-grid-wide">
        {phoneIds.map((phoneId) => (
          <PhoneCell key={phoneId} phoneId={phoneId} port={null} isByHand={false} />
        ))}
      </div>
    </section>
  );
}
