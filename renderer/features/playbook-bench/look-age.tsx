import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useTrueTicking } from '../../stores/use-console.ts';
import { Age } from '../../ui/age.tsx';
import { Moment } from '../../ui/moment.tsx';
import { useBench } from './use-bench.ts';

/** Older than this a picture is not to be taken for the screen of now. */
const staleMs = 10_000;

/** When the picture was taken, and that it is old once it is. */
export function LookAge(): ReactNode {
  const { text } = useTexts();
  const at = useBench(({ look }) => look?.takenAt ?? null);
  const isStale = useTrueTicking((now) => at !== null && now - at > staleMs);
  if (at === null) return null;
  return (
    <span className={`meta-line${isStale ? ' bench-stale' : ''}`} data-stale={isStale}>
      <span>
        {text('bench.taken')} <Moment at={at} isTrueTime />
      </span>
      <Age at={at} isTrueTime />
      {isStale && <span>{text('bench.stale')}</span>}
    </span>
  );
}
