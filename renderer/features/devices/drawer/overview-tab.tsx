import type { Phone } from '@contract/phones.ts';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { CareSection } from '../../battery-care/care-section.tsx';
import { HealthSection } from './health-section.tsx';
import { IdentityQuestion } from './identity-question.tsx';
import { NoteEditor } from './note-editor.tsx';
import { StateSection } from './state-section.tsx';

/** How the phone is now, why, and what to do. */
export function OverviewTab({ phone }: { readonly phone: Phone }): ReactNode {
  const { text } = useTexts();
  return (
    <>
      <StateSection phone={phone} />
      <IdentityQuestion phone={phone} />
      <HealthSection phone={phone} />
      <CareSection phone={phone} />
      <section className="section">
        <h3>{text('note.title')}</h3>
        <NoteEditor phone={phone} />
      </section>
    </>
  );
}
