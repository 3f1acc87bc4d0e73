import { LoadingOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useLive } from '../../stores/use-console.ts';
import { Notice } from '../../ui/notice.tsx';
import { useBench } from './use-bench.ts';

const steps = ['1', '2', '3'] as const;

/** What the bench is for, while there is nothing on it; and how the last phone left it. */
export function EmptyBench(): ReactNode {
  const { text } = useTexts();
  const isOpening = useBench((view) => view.isOpening);
  const why = useBench(({ bench }) => bench?.closed?.why ?? null);
  const hasReady = useLive(({ phones }) => [...phones.values()].some(({ state }) => state === 'ready'));
  return (
    <section className="section-card bench-empty">
      <h2>{text('bench.none')}</h2>
      <p className="text-second">{text('bench.none-text')}</p>
      <ol className="bench-steps">
        {steps.map((step) => (
          <li key={step}>{text(`bench.none-${step}`)}</li>
        ))}
      </ol>
      {isOpening && (
        <p className="tone-info" aria-live="polite">
          <LoadingOutlined aria-hidden /> {text('bench.opening')}
        </p>
      )}
      {!hasReady && !isOpening && <Notice tone="warn" title={text('bench.no-ready')} />}
      {why !== null && !isOpening && (
        <Notice tone={why === 'phone-lost' ? 'warn' : 'info'} title={text(`bench.closed.${why}`)} />
      )}
    </section>
  );
}
