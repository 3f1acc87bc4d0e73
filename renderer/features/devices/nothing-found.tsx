import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';
import { openFilter } from './phone-filter.ts';

/** Phones there are, but none passes the search and the filters. */
export function NothingFound(): ReactNode {
  const { text } = useTexts();
  const { listing } = useConsole();
  return (
    <div className="nothing-found">
      <p>{text('filter.nothing')}</p>
      <Button onClick={() => listing.setState({ filter: openFilter })}>{text('filter.clear')}</Button>
    </div>
  );
}
