import type { AlertKind, AlertTextCode } from '../../contract/alert-kinds.ts';
import type { AlertEnding, AlertSeverity, AlertSubject } from '../../contract/alerts.ts';
import type { TextParams } from '../../contract/phones.ts';

/** The sentence that says what is so, with its values. */
export interface AlertWording<K extends AlertKind = AlertKind> {
  readonly textCode: AlertTextCode<K>;
  readonly params: TextParams;
}

/** What speaks for an alert. */
export interface Trouble<K extends AlertKind = AlertKind> extends AlertWording<K> {
  readonly severity: AlertSeverity;
}

/**
 * What one look says of one kind on one subject:
 * - `trouble`: raise it; an active alert takes over severity and values,
 * - `within`: between the limit that raises and the one that clears: neither; an active alert takes over `words`, where
 *   what it said is so no more,
 * - `fine`: an active alert ends,
 * - `unknown`: neither; an active alert says since when its value is not known,
 * - `unwatched`: nobody wants to know any more; an active alert ends with that reason.
 */
export type Verdict<K extends AlertKind = AlertKind> =
  | ({ readonly is: 'trouble' } & Trouble<K>)
  | { readonly is: 'within'; readonly words?: AlertWording<K> }
  | { readonly is: 'fine' }
  | { readonly is: 'unknown'; readonly sinceAt: number }
  | { readonly is: 'unwatched'; readonly ending: Exclude<AlertEnding, 'over'> };

/** What an alert can be about: one alert at a time for each. */
export interface AlertTopic {
  readonly kind: AlertKind;
  readonly subject: AlertSubject;
}

export interface Finding extends AlertTopic {
  readonly verdict: Verdict;
}

export function keyOf({ kind, subject }: AlertTopic): string {
  switch (subject.type) {
    case 'phone':
      return `${kind}|phone|${subject.phoneId}`;
    case 'host':
      return `${kind}|host|${subject.hostId}`;
    case 'hub':
      return `${kind}|hub|${subject.hostId}|${subject.hub}`;
    case 'desk':
      return `${kind}|desk`;
  }
}

export function trouble<Code extends AlertTextCode>(
  severity: AlertSeverity,
  textCode: Code,
  params: TextParams = {},
): { is: 'trouble'; severity: AlertSeverity; textCode: Code; params: TextParams } {
  return { is: 'trouble', severity, textCode, params };
}

export const fine = { is: 'fine' } as const;
export const within = { is: 'within' } as const;
