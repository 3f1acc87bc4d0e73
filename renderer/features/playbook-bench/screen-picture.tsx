import type { BenchBounds, BenchLook, BenchPoint } from '@contract/playbook-bench.ts';
import { Skeleton } from 'antd';
import { memo, type MouseEvent, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { usePhone } from '../../stores/use-console.ts';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { phoneName } from '../devices/phone-names.ts';
import { nodeAt } from './node-words.ts';
import { useBench } from './use-bench.ts';
import type { Marking } from './use-marks.ts';

/** The phone's screen with the boxes of its views: what is pointed at, what a selector finds, what would be tapped. */
export function ScreenPicture({ marking }: { readonly marking: Marking }): ReactNode {
  const look = useBench((view) => view.look);
  const fault = useBench((view) => view.lookFault);
  const isLooking = useBench((view) => view.isLooking);
  return (
    <section className="bench-screen">
      {fault !== null && <FaultNotice fault={fault} tone="warn" />}
      {look?.treeFault !== undefined && look.treeFault !== null && <FaultNotice fault={look.treeFault} tone="warn" />}
      {look === null && isLooking && <Skeleton.Node active className="bench-picture-skeleton" />}
      {look !== null && <Picture look={look} marking={marking} />}
    </section>
  );
}

interface PictureProps {
  readonly look: BenchLook;
  readonly marking: Marking;
}

function Picture({ look, marking: { marks, mark } }: PictureProps): ReactNode {
  const texts = useTexts();
  const phoneId = useBench(({ bench }) => bench?.session?.phoneId ?? '');
  const phone = usePhone(phoneId);
  const { width, height, picture } = look;
  if (width === null || height === null) return <p className="empty-line">{texts.text('bench.picture-none')}</p>;
  const pointAt = (event: MouseEvent<HTMLDivElement>): number | null => {
    const box = event.currentTarget.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * width;
    const y = ((event.clientY - box.top) / box.height) * height;
    return nodeAt(look, { x, y });
  };
  const name = phone === null ? phoneId : phoneName(phone, texts);
  return (
    <div className="bench-picture-room">
      <div
        className="bench-picture"
        style={{ aspectRatio: `${width} / ${height}` }}
        role="presentation"
        onMouseMove={(event) => mark({ hovered: pointAt(event) })}
        onMouseLeave={() => mark({ hovered: null })}
        onClick={(event) => mark({ selected: pointAt(event) })}
      >
        {picture === null ? (
          <p className="bench-picture-none">{texts.text('bench.picture-none')}</p>
        ) : (
          <img
            src={`data:${picture.mediaType};base64,${picture.base64}`}
            alt={texts.text('bench.picture', { name })}
            draggable={false}
          />
        )}
        <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden>
          <Boxes nodes={look.nodes} />
          <Marks look={look} marks={marks} />
        </svg>
      </div>
    </div>
  );
}

/** Drawn once a look, however often the pointer moves. */
const Boxes = memo(function Boxes({ nodes }: Pick<BenchLook, 'nodes'>): ReactNode {
  return nodes.map(({ bounds }, place) =>
    // oxlint-disable-next-line react/no-array-index-key -- a view's place is its name
    bounds === null ? null : <Box key={place} bounds={bounds} className="bench-box" />,
  );
});

function Marks({ look, marks }: { readonly look: BenchLook; readonly marks: Marking['marks'] }): ReactNode {
  const intent = useBench(({ bench }) => bench?.session?.run?.intent ?? null);
  const { hovered, selected, trial, tab } = marks;
  const boundsOf = (place: number | null): BenchBounds | null => look.nodes[place ?? -1]?.bounds ?? null;
  const shown = tab === 'selector' && trial?.lookId === look.lookId ? trial : null;
  const told = tab === 'run' ? intent : null;
  return (
    <>
      {shown?.matches.map((place) => (
        <Box key={place} bounds={boundsOf(place)} className="bench-box is-match" />
      ))}
      {shown !== null && shown.tapsOn !== shown.taken && (
        <Box bounds={boundsOf(shown.tapsOn)} className="bench-box is-tapped" />
      )}
      {shown !== null && <Box bounds={boundsOf(shown.taken)} className="bench-box is-taken" />}
      {told !== null && <Box bounds={told.target?.bounds ?? null} className="bench-box is-target" />}
      <Box bounds={boundsOf(selected)} className="bench-box is-selected" />
      <Box bounds={boundsOf(hovered)} className="bench-box is-hovered" />
      <TapMark point={shown?.point ?? told?.point ?? null} size={(look.width ?? 0) / 24} />
    </>
  );
}

function Box({ bounds, className }: { readonly bounds: BenchBounds | null; readonly className: string }): ReactNode {
  if (bounds === null) return null;
  const { left, top, right, bottom } = bounds;
  return <rect className={className} x={left} y={top} width={right - left} height={bottom - top} />;
}

/** Where the tap would land. */
function TapMark({ point, size }: { readonly point: BenchPoint | null; readonly size: number }): ReactNode {
  if (point === null) return null;
  const { x, y } = point;
  return (
    <g className="bench-tap" data-tap={`${Math.round(x)},${Math.round(y)}`}>
      <circle cx={x} cy={y} r={size} />
      <line x1={x - size * 1.6} x2={x + size * 1.6} y1={y} y2={y} />
      <line x1={x} x2={x} y1={y - size * 1.6} y2={y + size * 1.6} />
    </g>
  );
}
