import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import type { Doubt } from '../gate/act-question.ts';
import type { DeskTime } from './desk-time.ts';

/** Of what is entered as of this moment one has to know when that is: `time-unknown`, with why, where nobody does. */
export function timeOf({ time }: { readonly time: DeskTime }): Outcome<null> {
  const doubt = timeDoubt(time);
  return doubt === null ? succeed(null) : fail('time-unknown', 'nobody knows what time it is', doubt.detail);
}

export function isTimeUnknown(time: DeskTime): boolean {
  return timeDoubt(time) !== null;
}

function timeDoubt(time: DeskTime): Doubt | null {
  const doubt = time.doubt?.(0) ?? null;
  return doubt?.reason === 'time-unknown' ? doubt : null;
}
