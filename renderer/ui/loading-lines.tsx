import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../i18n/texts-context.tsx';

const skeletonLines = Array.from({ length: 10 }, (_, line) => line);

/** The shape of a list that is on its way. */
export function LoadingLines(): ReactNode {
  const { text } = useTexts();
  return (
    <div className="loading-desk" aria-busy="true">
      <p className="text-second">{text('app.loading')}</p>
      {skeletonLines.map((line) => (
        <Skeleton key={line} active title={false} paragraph={{ rows: 1, width: '100%' }} />
      ))}
    </div>
  );
}
