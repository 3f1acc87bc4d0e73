import { randomUUID } from 'node:crypto';
import type { AuditPort } from '../audit/audit-log.ts';
import type { Operator } from '../contract/operators.ts';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import type { Handlers } from '../contract/procedures.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Statement, Store } from '../store/store.ts';
import type { CurrentOperator } from './current-operator.ts';

export interface OperatorsOptions {
  readonly store: Store;
  readonly audit: AuditPort;
  readonly clock: Clock;
  readonly currentOperator: CurrentOperator;
}

/** The people who work at this desk. */
export class Operators {
  readonly handlers: Handlers<'operators.list' | 'operators.create' | 'operators.choose'>;
  readonly #options: OperatorsOptions;
  readonly #list: Statement<[], Operator>;
  readonly #byId: Statement<[string], Operator>;
  readonly #byKey: Statement<[string], Operator>;
  readonly #insert: Statement<[Record<string, string | number>], never>;

  constructor(options: OperatorsOptions) {
    this.#options = options;
    const columns = 'operatorId, name, createdAt';
    const { store } = options;
    this.#list = store.prepare(`SELECT ${columns} FROM operator ORDER BY createdAt, operatorId`);
    this.#byId = store.prepare(`SELECT ${columns} FROM operator WHERE operatorId = ?`);
    this.#byKey = store.prepare(`SELECT ${columns} FROM operator WHERE nameKey = ?`);
    this.#insert = store.prepare('INSERT INTO operator VALUES (@operatorId, @name, @nameKey, @createdAt)');
    this.handlers = {
      'operators.list': () => Promise.resolve(succeed({ operators: this.#list.all() })),
      'operators.create': ({ name }) => Promise.resolve(this.create(name)),
      'operators.choose': ({ operatorId }) => Promise.resolve(this.choose(operatorId)),
    };
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

  /** Makes a known operator the current one; `invalid-input` for an unknown id. */
  choose(operatorId: string): Outcome<Operator> {
    const operator = this.#byId.get(operatorId);
    if (operator === undefined) {
      return fail('invalid-input', 'no such operator', { field: 'operatorId', rule: 'known-operator' });
    }
    return this.#appoint(operator, 'operators.choose', () => undefined);
  }

  /** The line names who made way for the new operator: whoever answered until then. */
  #appoint(operator: Operator, action: string, save: () => void): Outcome<Operator> {
    const { store, audit, currentOperator } = this.#options;
    const stored = store.write(() => {
      save();
      audit.append({ action, subject: operator.operatorId, params: { name: operator.name } });
    });
    if (!stored.ok) return stored;
    currentOperator.set(operator);
    return succeed(operator);
  }
}

/** Two names that look alike are one: full-width forms, letter case and spacing do not make a difference. */
function nameKeyOf(name: string): string {
  return name.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}
