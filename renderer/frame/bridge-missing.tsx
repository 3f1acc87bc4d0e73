import { Result } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../i18n/texts-context.tsx';

/** The page was opened without the console behind it. */
export function BridgeMissing(): ReactNode {
  const { text } = useTexts();
  return <Result status="error" title={text('app.bridge-missing.title')} subTitle={text('app.bridge-missing.text')} />;
}
