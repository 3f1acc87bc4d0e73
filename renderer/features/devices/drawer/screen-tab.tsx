import { CameraOutlined } from '@ant-design/icons';
import type { Fault } from '@contract/outcome.ts';
import type { Phone } from '@contract/phones.ts';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useConsole } from '../../../stores/use-console.ts';
import { Age } from '../../../ui/age.tsx';
import { FaultNotice } from '../../../ui/fault-notice.tsx';
import { MetaLine } from '../../../ui/meta-line.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { phoneName } from '../phone-names.ts';

interface Screenshot {
  readonly pngBase64: string;
  readonly takenAt: number;
}

/** One picture of the screen, taken when asked; with its age, so that it is never mistaken for the live screen. */
export function ScreenTab({ phone }: { readonly phone: Phone }): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  const { acts } = useConsole();
  const [screenshot, setScreenshot] = useState<Screenshot | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [isTaking, setIsTaking] = useState(false);
  const take = async (): Promise<void> => {
    setIsTaking(true);
    const answer = await acts.run('phones.screenshot', { phoneId: phone.phoneId });
    setIsTaking(false);
    setFault(answer.ok ? null : answer.error);
    if (answer.ok) setScreenshot(answer.value);
  };
  return (
    <section className="section">
      <div className="section-head">
        <Button type="primary" icon={<CameraOutlined aria-hidden />} loading={isTaking} onClick={() => void take()}>
          {text('screen.take')}
        </Button>
        {screenshot !== null && (
          <MetaLine>
            <span>
              {text('screen.taken')} <Moment at={screenshot.takenAt} />
            </span>
            <Age at={screenshot.takenAt} />
          </MetaLine>
        )}
      </div>
      {fault !== null && <FaultNotice fault={fault} />}
      {screenshot === null && fault === null && <p className="empty-line">{text('screen.none')}</p>}
      {screenshot !== null && (
        <img
          className="screenshot"
          src={`data:image/png;base64,${screenshot.pngBase64}`}
          alt={text('screen.alt', { name: phoneName(phone, texts) })}
        />
      )}
    </section>
  );
}
