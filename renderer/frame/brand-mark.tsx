import type { ReactNode } from 'react';

const phones = [
  [3, 4],
  [11, 4],
  [19, 4],
  [3, 15],
  [11, 15],
  [19, 15],
] as const;

/** Six phones on a desk, one of them in use. */
export function BrandMark(): ReactNode {
  return (
    <svg width="28" height="28" viewBox="0 0 28 28" aria-hidden="true" className="brand-mark">
      {phones.map(([x, y]) => (
        <rect key={`${x}-${y}`} x={x} y={y} width="6" height="9" rx="1.5" className="brand-phone" />
      ))}
    </svg>
  );
}
