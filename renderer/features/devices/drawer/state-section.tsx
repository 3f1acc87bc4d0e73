import type { Phone } from '@contract/phones.ts';
import type { ReactNode } from 'react';
import { durationText } from '../../../format/ages.ts';
import { reasonText } from '../../../format/reason-text.ts';
import { momentText } from '../../../format/times.ts';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useTicking } from '../../../stores/use-console.ts';
import { useHostName } from '../../hosts/use-host-name.ts';
import { HoldingRow } from '../../jobs/holding-row.tsx';
import { Age } from '../../../ui/age.tsx';
import { MetaLine } from '../../../ui/meta-line.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { StateIcon } from '../../../ui/state-icon.tsx';
import { stateTones } from '../state-look.ts';

/** The state in words: what it is, since when, why, and the next step. */
export function StateSection({ phone }: { readonly phone: Phone }): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  const { code, params } = phone.reason;
  const hostId = params['hostId'];
  const host = useHostName(typeof hostId === 'string' ? hostId : null);
  const duration = useTicking((now) => durationText(texts, now - phone.stateSinceAt));
  const since = useTicking((now) => momentText(texts.language, phone.stateSinceAt, now));
  const tone = stateTones[phone.state];
  return (
    <section className={`state-box state-box-${tone}`}>
      <div className={`state-box-title tone-${tone}`}>
        <StateIcon state={phone.state} /> {text(`state.${phone.state}.name`)}
        <span className="text-second">{text('since.from-for', { time: since, duration })}</span>
      </div>
      <p>{reasonText(texts, phone, { part: 'cause', host })}</p>
      {code === 'held-by-job' && <HoldingRow phoneId={phone.phoneId} />}
      {code !== 'none' && (
        <p>
          <strong>{text('reason.next-label')}</strong> {reasonText(texts, phone, { part: 'next', host })}
        </p>
      )}
      <RecoveryLine phone={phone} />
      {phone.state !== 'ready' && phone.lastSeenAt !== null && (
        <p className="text-second">
          {text('phone.last-seen')} <Age at={phone.lastSeenAt} />
        </p>
      )}
    </section>
  );
}

function RecoveryLine({ phone }: { readonly phone: Phone }): ReactNode {
  const { text } = useTexts();
  if (phone.recovery === null) return null;
  const { attempts, nextAttemptAt } = phone.recovery;
  return (
    <MetaLine>
      <span>{text('recovery.attempts', { count: attempts })}</span>
      {nextAttemptAt !== null && (
        <span>
          {text('recovery.next')} <Moment at={nextAttemptAt} />
        </span>
      )}
    </MetaLine>
  );
}
