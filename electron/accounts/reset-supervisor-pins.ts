import { randomInt } from 'node:crypto';
import type { AuditPort } from '../audit/audit-log.ts';
import type { Outcome } from '../contract/outcome.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Store } from '../store/store.ts';
import { OperatorRights } from './operator-rights.ts';

export interface ResetDeps {
  readonly store: Store;
  readonly audit: AuditPort;
  readonly clock: Clock;
}

/** A supervisor's PIN as it was made anew; it is kept nowhere but as a hash. */
export interface NewPin {
  readonly name: string;
  readonly pin: string;
}

const pinDigits = 6;

/**
 * Gives every supervisor a PIN that nobody knew before: for whoever sits at the computer itself, where the only supervisor forgot it, or
 * never had one. On record, and told on the page until each set an own one.
 */
export async function resetSupervisorPins({ store, audit, clock }: ResetDeps): Promise<Outcome<NewPin[]>> {
  const rights = new OperatorRights(store, clock);
  const nameOf = store.prepare<[string], { name: string }>('SELECT name FROM operator WHERE operatorId = ?');
  const made = await Promise.all(
    [...rights.supervisors()].map(async (operatorId) => {
      const pin = String(randomInt(10 ** pinDigits)).padStart(pinDigits, '0');
      return { operatorId, name: nameOf.get(operatorId)?.name ?? '', pin, kept: await rights.hashOf(pin) };
    }),
  );
  return store.write(() => {
    for (const { operatorId, name, kept } of made) {
      rights.setPin(operatorId, kept, true);
      audit.append({ action: 'operators.resetPin', subject: operatorId, params: { name } });
    }
    return made.map(({ name, pin }) => ({ name, pin }));
  });
}
