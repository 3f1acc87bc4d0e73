import { CloseCircleFilled, WarningFilled } from '@ant-design/icons';
import type { Alert } from '@contract/alerts.ts';
import type { ReactNode } from 'react';
import { clockText, fullTimeText } from '../../format/times.ts';
import { durationText } from '../../format/ages.ts';
import { useTexts } from '../../i18n/texts-context.tsx';
import { Age } from '../../ui/age.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Moment } from '../../ui/moment.tsx';
import { isWaiting } from './alert-filter.ts';
import { alertSentences, useAlertSubject } from './alert-names.ts';

const icons = { warn: WarningFilled, bad: CloseCircleFilled } as const;

/** Severity as shape and colour, named for screen readers. */
export function SeverityIcon({ severity }: Pick<Alert, 'severity'>): ReactNode {
  const { text } = useTexts();
  const Icon = icons[severity];
  const name = text(`alerts.severity.${severity}`);
  return <Icon className={`alert-icon tone-${severity}`} role="img" aria-label={name} title={name} />;
}

interface AlertRowProps {
  readonly alert: Alert;
  readonly onOpen: () => void;
  /** Before the icon: a box to choose it. */
  readonly leading?: ReactNode;
  /** What can be done with it. */
  readonly actions?: ReactNode;
}

/** One alert: how bad, about what, what is so and what to do, since when, and what became of it. */
export function AlertRow({ alert, onOpen, leading, actions }: AlertRowProps): ReactNode {
  const texts = useTexts();
  const subject = useAlertSubject(alert);
  const { text, next } = alertSentences(alert, subject, texts);
  return (
    <>
      <span role="gridcell" className="alert-lead">
        {leading}
        <SeverityIcon severity={alert.severity} />
      </span>
      <span role="gridcell" className="alert-subject">
        <button type="button" tabIndex={-1} title={subject} onClick={onOpen}>
          {subject}
        </button>
      </span>
      <span role="gridcell" className="alert-words">
        <span title={text}>
          <strong>{texts.text(`alert.${alert.kind}.name`)}</strong> {text}
        </span>
        <span className="text-second" title={next}>
          {next}
        </span>
      </span>
      <AlertStanding alert={alert} />
      <AlertTimes alert={alert} />
      <span role="gridcell" className="alert-actions">
        {actions}
      </span>
    </>
  );
}

function AlertStanding({ alert }: Pick<AlertRowProps, 'alert'>): ReactNode {
  const { text, language } = useTexts();
  const { endedAt, ending, acknowledgedBy, snoozedUntilAt, unknownSinceAt } = alert;
  if (endedAt !== null && ending !== null) {
    return (
      <span role="gridcell" className="alert-standing">
        <Badge tone={ending === 'over' ? 'good' : 'quiet'}>{text(`alerts.ending.${ending}`)}</Badge>
        {acknowledgedBy !== null && <Badge tone="quiet">{text('alerts.acknowledged', { name: acknowledgedBy })}</Badge>}
      </span>
    );
  }
  return (
    <span role="gridcell" className="alert-standing">
      {isWaiting(alert) && <Badge tone={alert.severity}>{text('alerts.waiting')}</Badge>}
      {alert.acknowledgedAt !== null && (
        <Badge tone="quiet">{text('alerts.acknowledged', { name: acknowledgedBy ?? '' })}</Badge>
      )}
      {snoozedUntilAt !== null && (
        <Badge tone="info" title={fullTimeText(language, snoozedUntilAt)}>
          {text('alerts.snoozed', { time: clockText(language, snoozedUntilAt) })}
        </Badge>
      )}
      {unknownSinceAt !== null && (
        <Badge tone="quiet">{text('alerts.unknown-since', { time: clockText(language, unknownSinceAt) })}</Badge>
      )}
    </span>
  );
}

function AlertTimes({ alert: { raisedAt, endedAt } }: Pick<AlertRowProps, 'alert'>): ReactNode {
  const texts = useTexts();
  return (
    <span role="gridcell" className="alert-times">
      <Moment at={raisedAt} />
      <span className="text-second">
        {endedAt === null ? (
          <Age at={raisedAt} />
        ) : (
          texts.text('alerts.lasted', { for: durationText(texts, endedAt - raisedAt) })
        )}
      </span>
    </span>
  );
}
