import type { ReactNode } from 'react';

interface PartProps {
  readonly title: ReactNode;
  readonly children: ReactNode;
}

/** A part of a section with its heading. */
export function Part({ title, children }: PartProps): ReactNode {
  return (
    <section className="plan-part">
      <h3>{title}</h3>
      {children}
    </section>
  );
}

/** A name and its field, one below the other in a table of two columns. */
export function Line({ name, children }: { readonly name: ReactNode; readonly children: ReactNode }): ReactNode {
  return (
    <div className="plan-line">
      <span className="text-second">{name}</span>
      <span className="plan-line-fields">{children}</span>
    </div>
  );
}
