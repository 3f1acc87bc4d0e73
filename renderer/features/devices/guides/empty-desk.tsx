import { MobileOutlined, ToolOutlined } from '@ant-design/icons';
import { Button, Tabs } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useConsole, useLive } from '../../../stores/use-console.ts';
import { useAnswer } from '../../../ui/use-answer.ts';
import { ConnectPhoneButton } from '../../hosts/connect-phone-button.tsx';
import { isInTrouble } from '../../hosts/host-trouble.tsx';
import { adbInstallGuides, vendorGuides, windowsDriverGuide, type VendorGuide } from './vendor-guides.ts';

const trialPhoneCount = 6;

/** No phone was ever seen: what to do about it, or try the console with virtual phones. */
export function EmptyDesk(): ReactNode {
  const local = useLive(({ hosts }) => [...hosts.values()].find((host) => host.kind === 'local') ?? null);
  if (local?.fault?.code === 'adb-not-installed') return <AdbMissing />;
  return <NoPhones localHostId={local !== null && !isInTrouble(local) ? local.hostId : null} />;
}

/** Without adb no phone can ever appear: how to get it comes before everything else. */
function AdbMissing(): ReactNode {
  const { text } = useTexts();
  const platform = usePlatform();
  return (
    <div className="empty-desk">
      <ToolOutlined className="empty-desk-icon" aria-hidden />
      <h2>{text('empty.adb-title')}</h2>
      <p className="text-second">{text('empty.adb-text')}</p>
      <GuideTabs guides={ownSystemFirst(adbInstallGuides, platform)} />
    </div>
  );
}

/** How to connect a phone, maker by maker. */
function NoPhones({ localHostId }: { readonly localHostId: string | null }): ReactNode {
  const { text } = useTexts();
  return (
    <div className="empty-desk">
      <MobileOutlined className="empty-desk-icon" aria-hidden />
      <h2>{text('empty.title')}</h2>
      <p className="text-second">{text('empty.text')}</p>
      <VendorGuides />
      <p className="text-second">{text('guide.always')}</p>
      <div className="empty-desk-actions">
        <StartDemoButton />
        {localHostId !== null && <ConnectPhoneButton hostId={localHostId} />}
      </div>
    </div>
  );
}

/** This computer's own guide leads; on any other system the order stays. */
function ownSystemFirst(guides: readonly VendorGuide[], platform: string | null): readonly VendorGuide[] {
  return guides.toSorted((left, right) => Number(right.platform === platform) - Number(left.platform === platform));
}

/** The operating system's name as Node tells it, without its release; null until main answered. */
function usePlatform(): string | null {
  const input = useMemo(() => ({}), []);
  return useAnswer('console.info', input).value?.platform.split(' ')[0] ?? null;
}

function VendorGuides(): ReactNode {
  const isWindows = usePlatform() === 'win32';
  return <GuideTabs guides={isWindows ? [windowsDriverGuide, ...vendorGuides] : vendorGuides} />;
}

function GuideTabs({ guides }: { readonly guides: readonly VendorGuide[] }): ReactNode {
  const { text } = useTexts();
  const items = guides.map((guide) => ({
    key: guide.vendor,
    label: text(guide.nameKey),
    children: <GuideSteps guide={guide} />,
  }));
  // The first tab is the open one, also when the system is known only after the first paint.
  return <Tabs key={guides[0]?.vendor} className="guides" items={items} />;
}

function GuideSteps({ guide }: { readonly guide: VendorGuide }): ReactNode {
  const { text } = useTexts();
  return (
    <ol className="guide-steps">
      {guide.stepKeys.map((key) => (
        <li key={key}>{text(key)}</li>
      ))}
    </ol>
  );
}

function StartDemoButton(): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  const [isStarting, setIsStarting] = useState(false);
  const demoState = useLive((state) => state.demo.state);
  const start = async (): Promise<void> => {
    setIsStarting(true);
    await acts.perform('demo.start', { phoneCount: trialPhoneCount });
    setIsStarting(false);
  };
  return (
    <Button type="primary" loading={isStarting || demoState === 'starting'} onClick={() => void start()}>
      {text('demo.start', { count: trialPhoneCount })}
    </Button>
  );
}
