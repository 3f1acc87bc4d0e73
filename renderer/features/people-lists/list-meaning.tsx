import type { PeopleList } from '@contract/people-lists.ts';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';

/** What being on a list means, and which tools read it: nobody must believe that it works where nothing asks it yet. */
export function ListMeaning({ list }: { readonly list: PeopleList }): ReactNode {
  const { text } = useTexts();
  return (
    <div className="people-meaning" data-list-meaning={list}>
      <p>{text(`lists.meaning.${list}`)}</p>
      <p className="text-second">{text(`lists.read-by.${list}`)}</p>
    </div>
  );
}
