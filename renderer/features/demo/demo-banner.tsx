import { ExperimentOutlined } from '@ant-design/icons';
import { Button, Popover } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useFaultText } from '../../ui/use-fault-text.ts';
import { useConsole, useLive } from '../../stores/use-console.ts';
import { demoConditionOf } from './demo-condition.ts';

/** Says on every page that virtual phones are on the desk, what they are, and how to be rid of them. */
export function DemoBanner(): ReactNode {
  const texts = useTexts();
  const readFault = useFaultText();
  const { text } = texts;
  const demo = useLive((state) => state.demo);
  const condition = useLive((state) => demoConditionOf(state.demo, state.hosts.values()));
  if (condition === 'off') return null;
  const words = condition === 'running' ? text('demo.running', { count: demo.phoneCount }) : text(`demo.${condition}`);
  const why = demo.fault === null ? null : readFault(demo.fault);
  return (
    <div className={`demo-banner demo-${condition}`} role="status" data-demo={condition}>
      <ExperimentOutlined aria-hidden />
      <strong>{text('demo.title')}</strong>
      <span className="demo-words">{why === null ? words : why.both}</span>
      <DemoExplanation seed={demo.seed} />
      <DemoSwitch />
    </div>
  );
}

function DemoExplanation({ seed }: { readonly seed: number | null }): ReactNode {
  const { text } = useTexts();
  const content = (
    <div className="explanation">
      <p>{text('demo.what-text')}</p>
      {seed !== null && <p className="text-second">{text('demo.what-seed', { seed })}</p>}
    </div>
  );
  return (
    <Popover trigger="click" placement="bottomRight" title={text('demo.what-title')} content={content}>
      <Button type="link" size="small">
        {text('demo.what')}
      </Button>
    </Popover>
  );
}

function DemoSwitch(): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  const demo = useLive((state) => state.demo);
  const [isBusy, setIsBusy] = useState(false);
  const isFailed = demo.state === 'failed';
  const act = async (): Promise<void> => {
    setIsBusy(true);
    await (isFailed
      ? acts.perform('demo.start', { phoneCount: Math.max(1, demo.phoneCount) })
      : acts.perform('demo.stop', {}));
    setIsBusy(false);
  };
  return (
    <>
      <Button size="small" loading={isBusy || demo.state === 'stopping'} onClick={() => void act()}>
        {text(isFailed ? 'demo.restart' : 'demo.stop')}
      </Button>
      {isFailed && (
        <Button size="small" onClick={() => void acts.perform('demo.stop', {})}>
          {text('demo.stop')}
        </Button>
      )}
    </>
  );
}
