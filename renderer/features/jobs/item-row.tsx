import type { JobItem } from '@contract/jobs.ts';
import type { ReactNode } from 'react';
import { planClockText } from '../../format/plan-times.ts';
import { clockText } from '../../format/times.ts';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole, useUi } from '../../stores/use-console.ts';
import { Badge } from '../../ui/badge.tsx';
import { Moment } from '../../ui/moment.tsx';
import { itemTones, verdictTones } from './job-looks.ts';
import { PhoneMark } from './phone-mark.tsx';
import { WhyBlocked } from '../growth-why/why-blocked.tsx';
import { blockedOf, isLookNext, isOfPlan, whyText } from './item-texts.ts';

interface ItemRowProps {
  readonly item: JobItem;
  /** The job is only a plan: its verdict stands where the state will be. */
  readonly isPlan: boolean;
  readonly isCursor: boolean;
  readonly top: number;
  readonly onPoint: () => void;
}

/** One row: where, what, from what to what, how it stands and why, and how that was verified. */
export function ItemRow({ item, isPlan, isCursor, top, onPoint }: ItemRowProps): ReactNode {
  const texts = useTexts();
  const { ui } = useConsole();
  const isOpen = useUi((state) => state.openItemId === item.itemId);
  const why = whyText(item, texts);
  const blocked = blockedOf(item);
  const open = (): void => {
    onPoint();
    ui.setState({ openItemId: item.itemId });
  };
  return (
    <div
      role="row"
      tabIndex={-1}
      className={`job-item${isCursor ? ' is-cursor' : ''}${isOpen ? ' is-open' : ''}`}
      style={{ transform: `translateY(${top}px)` }}
      data-item={item.itemId}
      data-item-state={item.state}
      onMouseDown={open}
    >
      <span role="gridcell" className="tabular text-third">
        {item.position + 1}
      </span>
      <span role="gridcell">
        <PhoneMark phoneId={item.phoneId} />
      </span>
      <span role="gridcell" title={item.name}>
        {item.name}
      </span>
      <span
        role="gridcell"
        className={`job-change${item.before === item.name ? ' is-named' : ''}`}
        title={`${item.before ?? ''} → ${item.after ?? ''}`}
      >
        <Change item={item} />
      </span>
      <span role="gridcell" className="job-item-standing" title={blocked === null ? (why ?? undefined) : undefined}>
        {isPlan ? (
          <Badge tone={verdictTones[item.verdict]}>{texts.text(`jobs.verdict.${item.verdict}`)}</Badge>
        ) : (
          <Badge tone={itemTones[item.state]}>{texts.text(`job.item.${item.state}`)}</Badge>
        )}
        {blocked !== null && <WhyBlocked blocked={blocked} isPlain />}
        {blocked !== null && isLookNext(item) && <span className="text-second">{texts.text('jobs.verify-first')}</span>}
        {blocked === null && why !== null && <span className="text-second">{why}</span>}
        {item.verifiedBy !== null && (
          <span className="text-second job-proof-beside">{texts.text(`job.verified.${item.verifiedBy}`)}</span>
        )}
      </span>
      {!isPlan && <Outcome item={item} />}
    </div>
  );
}

/** How a row was verified, and when something last happened to it, or when it goes on. */
function Outcome({ item }: { readonly item: JobItem }): ReactNode {
  const { text, language } = useTexts();
  const { verifiedBy, state, heldUntilAt, changedAt } = item;
  const timeText = isOfPlan(item) ? planClockText : clockText;
  return (
    <>
      <span role="gridcell" className="job-proof text-second">
        {verifiedBy !== null && text(`job.verified.${verifiedBy}`)}
      </span>
      <span role="gridcell" className="job-time text-second">
        {state === 'held' && heldUntilAt !== null ? (
          <span className="tone-warn tabular">{timeText(language, heldUntilAt)}</span>
        ) : (
          <Moment at={changedAt} isTrueTime />
        )}
      </span>
    </>
  );
}

/** Nothing where the row changes no text, as a task by hand. */
export function Change({ item: { before, after } }: { readonly item: Pick<JobItem, 'before' | 'after'> }): ReactNode {
  if (before === null && after === null) return null;
  return (
    <>
      {before !== null && <del title={before}>{before}</del>}
      {after !== null && <ins title={after}>{after}</ins>}
    </>
  );
}
