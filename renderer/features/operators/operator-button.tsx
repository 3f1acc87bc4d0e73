import { UserOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole, useLive } from '../../stores/use-console.ts';

/** Who acts now; a click changes it. */
export function OperatorButton(): ReactNode {
  const { text } = useTexts();
  const { gate } = useConsole();
  const name = useLive((state) => state.operator?.name ?? null);
  return (
    <Button
      type="text"
      className="operator-button"
      icon={<UserOutlined aria-hidden />}
      title={name === null ? text('operators.change') : text('operator.menu', { name })}
      onClick={() => void gate.ask()}
    >
      {name ?? text('operator.none')}
    </Button>
  );
}
