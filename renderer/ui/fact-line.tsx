import { Typography } from 'antd';
import type { ReactNode } from 'react';

interface FactLineProps {
  readonly name: string;
  readonly value: string;
}

/** One line of a `fact-list`: a name and a value that can be copied. */
export function FactLine({ name, value }: FactLineProps): ReactNode {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <Typography.Text className="mono" copyable={{ tabIndex: -1 }}>
          {value}
        </Typography.Text>
      </dd>
    </>
  );
}
