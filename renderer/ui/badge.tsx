import type { ReactNode } from 'react';
import type { Tone } from '../features/devices/state-look.ts';

interface BadgeProps {
  readonly tone: Tone;
  readonly children: ReactNode;
  readonly title?: string;
}

/** A word on a soft ground. Lighter than Ant Design's Tag: a hundred rows carry several each. */
export function Badge({ tone, children, title }: BadgeProps): ReactNode {
  return (
    <span className={`badge badge-${tone}`} title={title}>
      {children}
    </span>
  );
}
