import type { PresenceSpan } from '@contract/history.ts';
import type { ReactNode } from 'react';
import { fullTimeText } from '../../format/times.ts';
import type { Texts } from '../../i18n/texts.ts';
import { useTexts } from '../../i18n/texts-context.tsx';
import { stateTones, type Tone } from '../devices/state-look.ts';
import { xOf } from './chart-geometry.ts';
import type { TimeRange } from './time-range.ts';
import { useWidth } from './use-width.ts';
import { shareText } from './value-text.ts';

const height = 16;

/** In what state the phone was, over the same time as the chart below it. */
export function PresenceStrip({
  spans,
  range,
}: {
  readonly spans: readonly PresenceSpan[];
  readonly range: TimeRange;
}): ReactNode {
  const texts = useTexts();
  const [ref, width] = useWidth<HTMLDivElement>();
  const plot = { left: 40, top: 0, width: Math.max(0, width - 48), height };
  return (
    <div className="history-presence" ref={ref}>
      <svg width={width} height={height} role="img" aria-label={texts.text('history.presence-label')}>
        {spans.map((span) => {
          const left = xOf(plot, range, span.fromAt);
          return (
            <rect
              key={span.fromAt}
              className={`history-fill-${toneOf(span)}`}
              x={left}
              y={0}
              width={Math.max(0.5, xOf(plot, range, span.toAt) - left)}
              height={height}
            >
              <title>{spanText(texts, span)}</title>
            </rect>
          );
        })}
      </svg>
    </div>
  );
}

/** Grounds of the strip; `none` is left as ground: nobody watched. */
export function toneOf({ state, availableShare }: Pick<PresenceSpan, 'state' | 'availableShare'>): Tone | 'none' {
  if (state === 'ready' || state === 'busy') return 'good';
  if (state === 'absent') return 'bad';
  if (state !== null) return stateTones[state];
  if (availableShare === null) return 'none';
  return shareTone(availableShare);
}

/** The limits between "well", "look at it" and "act" for a share of time. */
export function shareTone(share: number): Tone {
  if (share >= 0.98) return 'good';
  return share >= 0.9 ? 'warn' : 'bad';
}

function spanText(texts: Texts, { fromAt, toAt, state, availableShare }: PresenceSpan): string {
  const time = `${fullTimeText(texts.language, fromAt)} – ${fullTimeText(texts.language, toAt)}`;
  if (state !== null) return `${time} · ${texts.text(`state.${state}.name`)}`;
  if (availableShare === null) return `${time} · ${texts.text('history.unwatched')}`;
  return `${time} · ${texts.text('history.available', { share: shareText(texts, availableShare) })}`;
}
