import type { AuditPort } from '../../audit/audit-log.ts';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Store } from '../../store/store.ts';
import type { PhoneWordStore } from '../true-time/phone-word-store.ts';
import type { TimeSource } from '../true-time/true-time.ts';

export interface BelieveDeps {
  readonly source: Pick<TimeSource, 'now'>;
  readonly words: Pick<PhoneWordStore, 'believe'>;
  readonly store: Store;
  readonly audit: AuditPort;
  /** The PC's. */
  readonly clock: Pick<Clock, 'now'>;
  readonly operatorName: () => string;
}

/** A person looked at both clocks: the one phone there is shows the right time. `invalid-input` where that is not the question. */
export function believePhone(deps: BelieveDeps, phoneId: string): Outcome<null> {
  const { source, words, store, audit, clock, operatorName } = deps;
  const verdict = source.now();
  const said = verdict.kind === 'unsure' && verdict.reason === 'phone-alone' ? verdict.said?.[0] : undefined;
  if (said?.phoneId !== phoneId)
    return fail('invalid-input', 'nobody is asked about that phone', { field: 'phoneId', rule: 'asked-phone' });
  const pcAheadMs = clock.now() - said.now;
  const written = store.write(() => {
    words.believe({ phoneId, pcAheadMs }, Math.floor(said.now), operatorName());
    audit.append({ action: 'accounts.believePhone', subject: phoneId, params: { pcAheadMs } });
    return null;
  });
  // Whoever waits for the time is told by this.
  if (written.ok) source.now();
  return written.ok ? succeed(null) : written;
}
