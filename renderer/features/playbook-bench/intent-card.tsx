import { CaretRightOutlined, LoadingOutlined, StepForwardOutlined, StopOutlined } from '@ant-design/icons';
import type { BenchIntent, BenchRun } from '@contract/playbook-bench.ts';
import { Button } from 'antd';
import { useEffect, useRef, type ReactNode } from 'react';
import type { Texts } from '../../i18n/texts.ts';
import { useTexts } from '../../i18n/texts-context.tsx';
import { ConfidenceMark } from './confidence-mark.tsx';
import { shortClass } from './node-words.ts';
import { useBenchDesk } from './use-bench.ts';
import { usePlaybooks } from './use-playbooks.ts';

/** What is done next: where, how, to which view, how sure its source is; and the operator's word. */
export function IntentCard({ run }: { readonly run: BenchRun }): ReactNode {
  const { text } = useTexts();
  const { intent, state } = run;
  return (
    <section
      className="section-card bench-intent"
      data-intent={intent?.name ?? ''}
      data-intent-id={intent?.intentId ?? ''}
      aria-live="polite"
    >
      {intent !== null && <IntentFacts intent={intent} />}
      {state === 'working' && (
        <p className="tone-info">
          <LoadingOutlined aria-hidden /> {text('bench.run-working')}
        </p>
      )}
      {intent?.isRetold === true && <p className="tone-warn">{text('bench.run-retold')}</p>}
      <IntentActs key={intent?.intentId ?? 0} run={run} />
    </section>
  );
}

function IntentActs({ run }: { readonly run: BenchRun }): ReactNode {
  const { text } = useTexts();
  const desk = useBenchDesk();
  const next = useRef<HTMLButtonElement>(null);
  const { intent, state } = run;
  const isWaiting = state === 'waiting' && intent !== null;
  const intentId = intent?.intentId ?? 0;
  const isWriting = usePlaybooks().value?.playbooks.find(({ act }) => act === run.act)?.risk === 'write';
  // The next Enter does the next step, without a way back to the button with the mouse; this component is anew for each.
  useEffect(() => {
    if (isWaiting) next.current?.focus();
  }, [isWaiting]);
  return (
    <div className="act-buttons" title={text('bench.run-keys')}>
      <Button
        ref={next}
        type="primary"
        icon={<CaretRightOutlined aria-hidden />}
        disabled={!isWaiting}
        data-act="bench-next"
        onClick={() => void desk.next(intentId)}
      >
        {text('bench.run-next')}
      </Button>
      <Button
        icon={<StepForwardOutlined aria-hidden />}
        disabled={!isWaiting}
        data-act="bench-to-brink"
        onClick={() => void desk.toBrink(intentId)}
      >
        {text(isWriting ? 'bench.run-to-brink' : 'bench.run-to-end')}
      </Button>
      <Button icon={<StopOutlined aria-hidden />} data-act="bench-stop" onClick={() => void desk.stop()}>
        {text('bench.run-stop')}
      </Button>
    </div>
  );
}

/** Also at the brink, where the committing tap is told and never sent. */
export function IntentFacts({ intent }: { readonly intent: BenchIntent }): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  const { kind, name, screen, act, confidence, sources, note, alternate } = intent;
  const facts = [
    ['bench.run-find', intent.find],
    ['bench.run-text', intent.text],
    ['bench.run-expects', intent.expects.join(', ') || null],
  ] as const;
  return (
    <>
      <div className="bench-intent-head">
        <span className="text-second">{text(`bench.kind.${kind}`)}</span>
        <strong className="mono">{name}</strong>
        <ConfidenceMark confidence={confidence} />
        {sources.length > 0 && <span className="text-third mono">{sources.join(' ')}</span>}
      </div>
      <p>
        {text(`bench.act.${act}`)}
        {screen !== '' && screen !== name && <span className="text-second"> · {text('bench.run-on', { screen })}</span>}
      </p>
      <dl className="fact-list">
        {facts.map(([key, value]) =>
          value === null ? null : (
            <div key={key} className="fact-pair">
              <dt>{text(key)}</dt>
              <dd className="mono">{value}</dd>
            </div>
          ),
        )}
        {intent.found !== 'unsought' && (
          <div className="fact-pair">
            <dt>{text('bench.run-target')}</dt>
            <dd className={intent.found === 'one' ? '' : 'tone-warn'}>{targetText(intent, texts)}</dd>
          </div>
        )}
      </dl>
      {alternate > 0 && <p className="tone-warn">{text('bench.run-alternate', { number: alternate })}</p>}
      {note !== null && <p className="text-third">{note}</p>}
    </>
  );
}

function targetText({ found, target, point }: BenchIntent, { text }: Texts): string {
  if (found === 'many') return text('bench.run-target-many');
  if (target === null) return text('bench.run-target-none');
  const name = target.words === '' ? shortClass(target.className) : target.words;
  if (point === null) return name;
  return `${name} · ${text('bench.query-tap', { x: Math.round(point.x), y: Math.round(point.y) })}`;
}
