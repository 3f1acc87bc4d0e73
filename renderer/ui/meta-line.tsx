import type { ReactNode } from 'react';

/** Small facts side by side, set apart by dots; each child is one of them. */
export function MetaLine({ children }: { readonly children: ReactNode }): ReactNode {
  return <div className="meta-line">{children}</div>;
}
