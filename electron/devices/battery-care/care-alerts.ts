import type { CareRow } from '../../contract/battery-care.ts';
import type { AlertSource } from '../alerts/alert-source.ts';
import type { Verdict } from '../alerts/finding.ts';
import type { BatteryCare } from './battery-care.ts';
import type { CareSettings } from './care-rules.ts';
import { judgeLooks, judgeRests, type CareVerdict } from './care-verdicts.ts';

export interface CareAlertsDeps {
  readonly care: Pick<BatteryCare, 'rows' | 'subscribe'>;
  readonly phones: { isRemembered(phoneId: string): boolean };
  readonly settings: { current(): CareSettings };
  readonly clock: { now(): number };
}

/** Looks at batteries that are overdue, and batteries that were full for too long: one alert of the desk each. */
export function createCareAlerts({ care, phones, settings, clock }: CareAlertsDeps): AlertSource {
  const looks = new LastNamed(phones);
  const rests = new LastNamed(phones);
  const subject = { type: 'desk' } as const;
  return {
    kinds: ['swell-check', 'battery-rest'],
    findings: () => {
      const rows = care.rows();
      const context = { settings: settings.current(), now: clock.now() };
      return [
        { kind: 'swell-check', subject, verdict: looks.explain(judgeLooks(rows, context), rows, isSignedOff) },
        { kind: 'battery-rest', subject, verdict: rests.explain(judgeRests(rows, context), rows, () => false) },
      ];
    },
    subscribe: (listener) => care.subscribe(listener),
  };
}

type Departure = Extract<Verdict, { is: 'unwatched' }>['ending'];

/** The phones that an alert spoke of last. They say why it has none to speak of any more. */
class LastNamed {
  readonly #phones: CareAlertsDeps['phones'];
  #phoneIds: readonly string[] = [];

  constructor(phones: CareAlertsDeps['phones']) {
    this.#phones = phones;
  }

  /** The verdict; where nothing is due any more because the last phones left unattended, how they left. */
  explain(
    { verdict, phoneIds }: CareVerdict<'swell-check'> | CareVerdict<'battery-rest'>,
    rows: readonly CareRow[],
    isAttended: (row: CareRow) => boolean,
  ): Verdict {
    if (phoneIds.length > 0) this.#phoneIds = phoneIds;
    if (verdict.is !== 'fine') return verdict;
    const departures = this.#phoneIds.map((phoneId) => this.#departureOf(phoneId, rows, isAttended));
    this.#phoneIds = [];
    const [first] = departures;
    return first === undefined || first === null || departures.includes(null)
      ? verdict
      : { is: 'unwatched', ending: first };
  }

  /** Null: it is still there, or was attended to. */
  #departureOf(phoneId: string, rows: readonly CareRow[], isAttended: (row: CareRow) => boolean): Departure | null {
    const row = rows.find((candidate) => candidate.phoneId === phoneId);
    if (row !== undefined) return row.isSetAside && !isAttended(row) ? 'set-aside' : null;
    // The virtual desk was closed with it.
    return this.#phones.isRemembered(phoneId) ? 'host-removed' : 'forgotten';
  }
}

/** Found swollen or taken out: set aside by the very look that was due. */
function isSignedOff({ swelling }: CareRow): boolean {
  return swelling.dueAt === null;
}
