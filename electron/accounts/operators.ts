import { randomUUID } from 'node:crypto';
import type { AuditPort } from '../audit/audit-log.ts';
import type { ListedOperator, Operator, operatorProcedures } from '../contract/operators.ts';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import type { TextParams } from '../contract/phones.ts';
import type { Handlers, ProcedureInput } from '../contract/procedures.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Disposable } from '../runtime/disposal.ts';
import type { Statement, Store } from '../store/store.ts';
import type { CurrentOperator } from './current-operator.ts';
import { OperatorPresence } from './operator-presence.ts';
import { lacksPin, missesPin, OperatorRights } from './operator-rights.ts';

export interface OperatorsOptions {
  readonly store: Store;
  readonly audit: AuditPort;
  readonly clock: Clock;
  readonly currentOperator: CurrentOperator;
  /** The time that things really take; left out: the same. */
  readonly machineClock?: Clock;
  /** After so many minutes without a sign of the operator the desk is nobody's; 0, and left out: never. */
  readonly idleMinutes?: () => number;
}

/** The people who work at this desk. */
export class Operators implements Disposable {
  readonly handlers: Handlers<keyof typeof operatorProcedures>;
  readonly rights: OperatorRights;
  readonly presence: OperatorPresence;
  readonly #options: OperatorsOptions;
  readonly #list: Statement<[], Operator>;
  readonly #byId: Statement<[string], Operator>;
  readonly #byKey: Statement<[string], Operator>;
  readonly #insert: Statement<[Record<string, string | number>], never>;

  constructor(options: OperatorsOptions) {
    this.#options = options;
    const columns = 'operatorId, name, createdAt';
    const { store, clock, machineClock = clock, currentOperator, idleMinutes = () => 0 } = options;
    this.rights = new OperatorRights(store, clock, machineClock);
    this.presence = new OperatorPresence({
      currentOperator,
      clock: machineClock,
      idleMinutes,
      onIdle: (operator, minutes) => this.#dismiss(operator, 'operators.idle', { minutes }),
    });
    this.#list = store.prepare(`SELECT ${columns} FROM operator ORDER BY createdAt, operatorId`);
    this.#byId = store.prepare(`SELECT ${columns} FROM operator WHERE operatorId = ?`);
    this.#byKey = store.prepare(`SELECT ${columns} FROM operator WHERE nameKey = ?`);
    this.#insert = store.prepare('INSERT INTO operator VALUES (@operatorId, @name, @nameKey, @createdAt)');
    this.handlers = {
      'operators.list': () => Promise.resolve(succeed({ operators: this.list() })),
      'operators.create': ({ name }) => Promise.resolve(this.create(name)),
      'operators.choose': ({ operatorId, pin }) => this.choose(operatorId, pin ?? null),
      'operators.confirm': ({ pin }) => this.#confirm(pin),
      'operators.leave': async () => this.#leave(),
      'operators.stay': async () => {
        this.presence.stay();
        return succeed(null);
      },
      'operators.setPin': (input) => this.#changePin(input),
      'operators.setSupervisor': (input) => Promise.resolve(this.#changeMark(input)),
    };
  }

  list(): ListedOperator[] {
    const supervisors = this.rights.supervisors();
    const { currentOperator } = this.#options;
    const presentId = this.presence.current()?.operatorId ?? null;
    return this.#list.all().map((operator) => {
      const { operatorId } = operator;
      return {
        ...operator,
        isSupervisor: supervisors.has(operatorId),
        hasPin: this.rights.hasPin(operatorId),
        pinResetAt: this.rights.pinResetAt(operatorId),
        presentSinceAt: operatorId === presentId ? currentOperator.sinceAt() : null,
      };
    });
  }

  /** A new operator, who is the current one from now on. `operator-name-taken` when somebody is called so already. */
  create(name: string): Outcome<Operator> {
    const { clock } = this.#options;
    const nameKey = nameKeyOf(name);
    const taken = this.#byKey.get(nameKey);
    if (taken !== undefined) return fail('operator-name-taken', 'an operator has that name', { name: taken.name });
    const operator: Operator = { operatorId: randomUUID(), name, createdAt: clock.now() };
    return this.#appoint(operator, 'operators.create', () => this.#insert.run({ ...operator, nameKey }));
  }

  /** Makes a known operator the current one; `invalid-input` for an unknown id, `operator-pin-wrong` without the PIN. */
  async choose(operatorId: string, pin: string | null): Promise<Outcome<Operator>> {
    const operator = this.#byId.get(operatorId);
    if (operator === undefined) return unknownOperator;
    const checked = await this.rights.check(operatorId, pin);
    if (!checked.ok) return checked;
    return this.#appoint(operator, 'operators.choose', () => undefined);
  }

  async #changePin({ operatorId, pin, formerPin }: ProcedureInput<'operators.setPin'>): Promise<Outcome<null>> {
    const { store, audit, currentOperator } = this.#options;
    const operator = this.#byId.get(operatorId);
    if (operator === undefined) return unknownOperator;
    const isOwn = currentOperator.current()?.operatorId === operatorId;
    const allowed = this.#pinProblem(operator, pin, isOwn);
    if (allowed !== null) return allowed;
    const checked = isOwn ? await this.rights.check(operatorId, formerPin) : this.#supervisor();
    if (!checked.ok) return checked;
    const kept = pin === null ? null : await this.rights.hashOf(pin);
    return store.write(() => {
      this.rights.setPin(operatorId, kept, !isOwn);
      audit.append({ action: 'operators.setPin', subject: operatorId, params: { isSet: pin !== null, isOwn } });
      return null;
    });
  }

  /**
   * A supervisor among others has a PIN, and nobody who merely took the name sets the first one. Another supervisor gives a new one where
   * it was forgotten; other operators' PINs are set by them alone, and taken away by a supervisor.
   */
  #pinProblem({ operatorId, name }: Operator, pin: string | null, isOwn: boolean): Outcome<never> | null {
    const { rights } = this;
    const isAmongOthers = rights.isSupervisor(operatorId) && !rights.isAlone();
    if (!isOwn && pin !== null && !isAmongOthers) {
      const operator = this.#options.currentOperator.current()?.name ?? '';
      return fail('supervisor-required', 'a PIN is set by its owner', { operator });
    }
    if (!isAmongOthers) return null;
    const isTaken = isOwn && !rights.hasPin(operatorId);
    return pin === null || isTaken ? missesPin(name) : null;
  }

  #changeMark({ operatorId, isSupervisor }: ProcedureInput<'operators.setSupervisor'>): Outcome<null> {
    const { store, audit } = this.#options;
    const marked = this.#byId.get(operatorId);
    if (marked === undefined) return unknownOperator;
    const present = this.#supervisor();
    if (!present.ok) return present;
    if (isSupervisor && !this.rights.isAlone() && !this.rights.hasPin(operatorId)) return missesPin(marked.name);
    const others = [...this.rights.supervisors()].filter((each) => each !== operatorId);
    if (!isSupervisor && others.length === 0)
      return fail('invalid-input', 'one supervisor stays', { field: 'isSupervisor', rule: 'one-stays' });
    return store.write(() => {
      if (isSupervisor) this.rights.mark(operatorId, present.value.name);
      else this.rights.unmark(operatorId);
      audit.append({ action: 'operators.setSupervisor', subject: operatorId, params: { isSupervisor } });
      return null;
    });
  }

  /** The supervisor at the desk, who entered the PIN a moment ago if there is one. */
  #supervisor(): Outcome<Operator> {
    const present = this.#options.currentOperator.current();
    if (present === null || !this.rights.isSupervisor(present.operatorId))
      return fail('supervisor-required', 'only a supervisor may do that', { operator: present?.name ?? '' });
    const { operatorId, name } = present;
    if (this.rights.isProven(operatorId)) return succeed(present);
    return this.rights.hasPin(operatorId) ? lacksPin(name) : missesPin(name);
  }

  /** The operator of the moment enters the PIN again. */
  async #confirm(pin: string): Promise<Outcome<null>> {
    const present = this.presence.current();
    return present === null
      ? fail('operator-required', 'nobody is at the desk')
      : this.rights.check(present.operatorId, pin);
  }

  #leave(): Outcome<null> {
    const present = this.#options.currentOperator.current();
    return present === null ? succeed(null) : this.#dismiss(present, 'operators.leave', {});
  }

  /** The desk is nobody's from now on, also where that cannot be written down. */
  #dismiss({ operatorId, name }: Operator, action: string, params: TextParams): Outcome<null> {
    const { store, audit, currentOperator } = this.#options;
    const stored = store.write(() => {
      audit.append({ action, subject: operatorId, params: { name, ...params } });
      return null;
    });
    this.rights.forgetProof(operatorId);
    currentOperator.set(null);
    return stored;
  }

  dispose(): void {
    this.presence.dispose();
  }

  /** The line names who made way for the new operator: whoever answered until then. */
  #appoint(operator: Operator, action: string, save: () => void): Outcome<Operator> {
    const { store, audit, clock, currentOperator } = this.#options;
    const former = this.presence.current();
    const stored = store.write(() => {
      save();
      audit.append({ action, subject: operator.operatorId, params: { name: operator.name } });
    });
    if (!stored.ok) return stored;
    if (former !== null && former.operatorId !== operator.operatorId) this.rights.forgetProof(former.operatorId);
    currentOperator.set(operator, clock.now());
    return succeed(operator);
  }
}

const unknownOperator = fail('invalid-input', 'no such operator', { field: 'operatorId', rule: 'known-operator' });

/** Two names that look alike are one: full-width forms, letter case and spacing do not make a difference. */
function nameKeyOf(name: string): string {
  return name.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}
