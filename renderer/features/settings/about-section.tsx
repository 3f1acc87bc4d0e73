import type { ConsoleInfo } from '@contract/console.ts';
import { Button, Skeleton } from 'antd';
import { useMemo, type ReactNode } from 'react';
import { sizeText } from '../../format/sizes.ts';
import { useTexts } from '../../i18n/texts-context.tsx';
import type { Texts } from '../../i18n/texts.ts';
import { useConsole } from '../../stores/use-console.ts';
import { FactLine } from '../../ui/fact-line.tsx';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { useAnswer } from '../../ui/use-answer.ts';

/** What runs here and where its data lies. */
export function AboutSection(): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  const { ui, rules } = useConsole();
  const input = useMemo(() => ({}), []);
  const { value, fault, isAsking } = useAnswer('console.info', input);
  return (
    <section className="section-card" id="about">
      <h2>{text('about.title')}</h2>
      {fault !== null && <FaultNotice fault={fault} />}
      {value === null && isAsking && <Skeleton active paragraph={{ rows: 4 }} title={false} />}
      {value !== null && (
        <dl className="fact-list fact-list-wide">
          {aboutLines(value, texts).map(([name, line]) => (
            <FactLine key={name} name={name} value={line} />
          ))}
        </dl>
      )}
      <div className="act-buttons">
        <Button onClick={() => ui.setState({ reportOrder: { kind: 'bundle' } })} data-act="bundle">
          {text('report.bundle-open')}
        </Button>
        <span className="text-second">{text('report.bundle-hint')}</span>
      </div>
      <div className="act-buttons">
        <Button onClick={() => void rules.ask()} data-act="open-rules">
          {text('rules.open')}
        </Button>
        <span className="text-second">{text('rules.restrict')}</span>
      </div>
    </section>
  );
}

function evidenceText({ evidence: { pictureCount, byteCount, keptDays } }: ConsoleInfo, text: Texts['text']): string {
  return text('about.evidence-size', { count: pictureCount, size: sizeText(byteCount), days: keptDays });
}

function aboutLines(info: ConsoleInfo, { text }: Texts): readonly (readonly [string, string])[] {
  const none = text('value.none');
  const runtime = info.isFallbackRuntime ? text('about.fallback', { runtime: info.runtime }) : info.runtime;
  return [
    [text('about.version'), info.version],
    [text('about.runtime'), runtime],
    [text('about.platform'), info.platform],
    [text('about.adb'), info.adbPath === null ? none : `${info.adbPath} · ${info.adbVersion ?? none}`],
    [text('about.data-folder'), info.dataFolder],
    [text('about.database'), sizeText(info.databaseBytes)],
    [text('about.evidence'), evidenceText(info, text)],
    [text('about.log-folder'), info.logFolder ?? none],
  ];
}
