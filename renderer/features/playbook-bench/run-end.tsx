import type { BenchRun } from '@contract/playbook-bench.ts';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';
import { Notice } from '../../ui/notice.tsx';
import { IntentFacts } from './intent-card.tsx';
import { useBench, useBenchDesk } from './use-bench.ts';

const tones = { brink: 'good', done: 'good', failed: 'bad', stopped: 'info' } as const;

/** How a run ended, why, and what to do now; the phone stays on its page until it is left. */
export function RunEnd({ run }: { readonly run: BenchRun }): ReactNode {
  const { text } = useTexts();
  const desk = useBenchDesk();
  const { end, hasLeft } = run;
  if (end === null) return null;
  return (
    <div className="bench-end" data-end={end.kind}>
      {end.kind === 'brink' ? (
        <Brink run={run} />
      ) : (
        <Notice tone={tones[end.kind]} title={`${text(`bench.end.${end.kind}`)}${reasonText(run, text)}`}>
          {end.kind === 'failed' ? (
            <>
              <p>{text(`job.code.${end.code}.cure`)}</p>
              <p className="mono">{end.note}</p>
            </>
          ) : undefined}
        </Notice>
      )}
      {!hasLeft && (
        <>
          <p className="text-third">{text('bench.run-leave-text')}</p>
          <div className="act-buttons">
            <Button type="primary" data-act="bench-leave" onClick={() => void desk.stop()}>
              {text('bench.run-leave')}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

function reasonText({ end }: BenchRun, text: ReturnType<typeof useTexts>['text']): string {
  if (end === null || end.kind === 'stopped' || end.code === 'ok') return '';
  return text('bench.run-why', { why: text(`job.code.${end.code}.cause`) });
}

function Brink({ run }: { readonly run: BenchRun }): ReactNode {
  const { text } = useTexts();
  const { ui } = useConsole();
  const phone = useBench(({ bench }) => bench?.session ?? null);
  const version = phone?.appVersion ?? text('bench.rehearsal.unknown');
  return (
    <>
      <Notice
        tone="good"
        title={text('bench.run-brink')}
        actions={<Button onClick={() => ui.setState({ page: 'groups' })}>{text('bench.run-to-groups')}</Button>}
      >
        <p>{text('bench.run-brink-text', { words: run.intent?.target?.words ?? '' })}</p>
        {run.purpose === 'rehearse' && (
          <p className="tone-good">{text('bench.run-brink-rehearsed', { model: phone?.phoneModel ?? '', version })}</p>
        )}
      </Notice>
      {run.intent !== null && (
        <section className="section-card bench-intent is-refused">
          <IntentFacts intent={run.intent} />
        </section>
      )}
    </>
  );
}
