import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';

/** Room for two names and dates by hand. */
export function SignatureLines(): ReactNode {
  const { text } = useTexts();
  return (
    <footer className="signature-lines">
      {(['sheet.handed-over', 'sheet.taken-over', 'sheet.date'] as const).map((key) => (
        <div key={key}>
          <span>{text(key)}</span>
        </div>
      ))}
    </footer>
  );
}
