import type { ProcedureOutput } from '@contract/procedures.ts';
import { Fragment, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';

/** Beyond this a text is shown in part: a person looks at its beginning, the archive holds all of it. */
const shownLength = 200_000;

function showFirst(mark: HTMLElement | null): void {
  mark?.scrollIntoView({ block: 'center' });
}

/** A text with every mask in it marked; it opens at the first one. */
export function MaskedText({ text: content, places }: ProcedureOutput<'reports.draftText'>): ReactNode {
  const { text } = useTexts();
  const shown = places.filter(({ to }) => to <= shownLength);
  const parts = shown.map(({ from, to, kind }, at) => (
    <Fragment key={`${content.length}/${from}`}>
      {content.slice(shown[at - 1]?.to ?? 0, from)}
      <mark ref={at === 0 ? showFirst : null} title={text(`report.kind.${kind}`)}>
        {content.slice(from, to)}
      </mark>
    </Fragment>
  ));
  return (
    <>
      {parts}
      {content.slice(shown.at(-1)?.to ?? 0, shownLength)}
      {content.length > shownLength && `\n… ${text('report.cut')}`}
    </>
  );
}
