import type { OperatorTask } from '@contract/jobs.ts';
import { useMemo, useState, type CSSProperties, type ReactNode } from 'react';
import { fullTimeText } from '../../../format/times.ts';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useFaultText } from '../../../ui/use-fault-text.ts';
import { useAnswer } from '../../../ui/use-answer.ts';

/** Height of the part that is shown at first, in pixels. */
const windowPx = 236;

interface TaskPictureProps {
  readonly evidenceId: string;
  readonly tapArea: OperatorTask['tapArea'];
}

/** The phone's screen with a ring round what is to be tapped; at first only the part around it, a click shows all of it. */
export function TaskPicture({ evidenceId, tapArea }: TaskPictureProps): ReactNode {
  const texts = useTexts();
  const readFault = useFaultText();
  const [isWhole, setWhole] = useState(false);
  const input = useMemo(() => ({ evidenceId }), [evidenceId]);
  const { value, fault } = useAnswer('jobs.evidence', input);
  if (fault !== null) {
    return (
      <span className="task-picture-gone" title={readFault(fault).both}>
        {texts.text('jobs.picture-gone')}
      </span>
    );
  }
  if (value === null) return <span className="task-picture-gone" aria-busy="true" />;
  return (
    <button
      type="button"
      className={`task-picture${isWhole ? ' is-whole' : ''}`}
      style={isWhole ? {} : { maxHeight: windowPx }}
      aria-expanded={isWhole}
      title={texts.text(isWhole ? 'tasks.part-picture' : 'tasks.whole-picture')}
      onClick={() => setWhole(!isWhole)}
    >
      <span className="task-screen" style={isWhole || tapArea === null ? {} : shiftTo(tapArea)}>
        <img
          src={`data:${value.mediaType};base64,${value.base64}`}
          alt={`${texts.text('jobs.picture')} ${fullTimeText(texts.language, value.takenAt)}`}
        />
        {tapArea !== null && <TapRing area={tapArea} />}
      </span>
    </button>
  );
}

function TapRing({ area: { left, top, width, height } }: { readonly area: NonNullable<OperatorTask['tapArea']> }) {
  const { text } = useTexts();
  const style: CSSProperties = { left: share(left), top: share(top), width: share(width), height: share(height) };
  return <span className="task-ring" role="img" aria-label={text('tasks.here')} data-tap-ring style={style} />;
}

/** Moves the picture up until the area stands in the middle of the window, no further than the picture reaches. */
function shiftTo({ top, height }: NonNullable<OperatorTask['tapArea']>): CSSProperties {
  const middle = share(top + height / 2);
  return { transform: `translateY(calc(-1 * clamp(0px, ${middle} - ${windowPx / 2}px, 100% - ${windowPx}px)))` };
}

function share(part: number): string {
  return `${(part * 100).toFixed(2)}%`;
}
