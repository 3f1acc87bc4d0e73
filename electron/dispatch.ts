import type { z } from 'zod';
import type { Operator } from './contract/operators.ts';
import { fail, type Fault, type Outcome } from './contract/outcome.ts';
import {
  operatorBoundProcedures,
  procedures,
  requestMaxLength,
  type Handlers,
  type ProcedureName,
} from './contract/procedures.ts';
import { pause, type Clock } from './runtime/clock.ts';
import type { Disposable } from './runtime/disposal.ts';
import type { Logger } from './runtime/logger.ts';
import { isLargerThan } from './runtime/payload-size.ts';
import { StoreError } from './store/store-error.ts';

export interface DispatcherOptions {
  readonly handlers: Handlers;
  readonly currentOperator: () => Operator | null;
  /** The operator of the moment does something. */
  readonly onOperatorAct?: () => void;
  /** Why that procedure may write nothing at this moment, whoever asks; null where it may. Left out: every one may. */
  readonly refusalOf?: (name: ProcedureName) => Fault | null;
  readonly logger: Logger;
  readonly clock: Clock;
  /** Also parses every answer against the contract; on in development and tests, where a mismatch is a bug to be seen. */
  readonly isOutputChecked: boolean;
}

/**
 * The one door to all procedures, for every transport. Never rejects: what goes wrong is an Outcome. Input is
 * untrusted; `signal` aborts the call, as does `dispose`, which waits for running calls at most `drainMs`.
 */
export interface Dispatcher extends Disposable {
  dispatch(name: string, input: unknown, signal?: AbortSignal): Promise<Outcome<unknown>>;
  /** A call is under way. */
  readonly isBusy: boolean;
}

type Handler = (input: unknown, signal: AbortSignal) => Promise<Outcome<unknown>>;

const slowMs = 1_000;
const drainMs = 2_000;

/** See `Dispatcher`. */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  return new ProcedureDispatcher(options);
}

class ProcedureDispatcher implements Dispatcher {
  readonly #options: DispatcherOptions;
  readonly #running = new Set<Promise<unknown>>();
  readonly #stop = new AbortController();

  constructor(options: DispatcherOptions) {
    this.#options = options;
  }

  get isBusy(): boolean {
    return this.#running.size > 0;
  }

  async dispatch(name: string, input: unknown, signal?: AbortSignal): Promise<Outcome<unknown>> {
    if (this.#stop.signal.aborted) return fail('shutting-down', 'the console is shutting down');
    if (!isProcedureName(name)) return fail('unknown-procedure', 'no such procedure', { name: name.slice(0, 80) });
    const parsed = parseInput(name, input);
    if (!parsed.ok) return parsed;
    if (operatorBoundProcedures.has(name)) {
      if (this.#options.currentOperator() === null)
        return fail('operator-required', `${name} needs an operator to answer for it`, { name });
      this.#options.onOperatorAct?.();
    }
    const refused = this.#options.refusalOf?.(name) ?? null;
    if (refused !== null) return { ok: false, error: refused };
    const call = this.#call(name, parsed.value, signal);
    this.#running.add(call);
    try {
      return await call;
    } finally {
      this.#running.delete(call);
    }
  }

  async dispose(): Promise<void> {
    this.#stop.abort();
    const drained = new AbortController();
    await Promise.race([Promise.allSettled(this.#running), pause(this.#options.clock, drainMs, drained.signal)]);
    drained.abort();
  }

  async #call(name: ProcedureName, input: unknown, signal: AbortSignal | undefined): Promise<Outcome<unknown>> {
    const { clock, logger } = this.#options;
    const startedMs = clock.monotonic();
    const stop = signal === undefined ? this.#stop.signal : AbortSignal.any([this.#stop.signal, signal]);
    try {
      const handler: unknown = this.#options.handlers[name];
      if (!isHandler(handler)) throw new TypeError(`no handler answers ${name}`);
      const outcome = await handler(input, stop);
      return this.#options.isOutputChecked ? this.#check(name, outcome) : outcome;
    } catch (failure) {
      return this.#explain(name, failure);
    } finally {
      const durationMs = Math.round(clock.monotonic() - startedMs);
      if (durationMs >= slowMs) logger.warn('procedure-slow', { name, durationMs });
    }
  }

  #check(name: ProcedureName, outcome: Outcome<unknown>): Outcome<unknown> {
    if (!outcome.ok) return outcome;
    const parsed = procedures[name].output.safeParse(outcome.value);
    if (parsed.success) return outcome;
    const detail = describeIssue(parsed.error.issues[0]);
    this.#options.logger.error('answer-off-contract', { name, ...detail });
    return fail('internal', `the answer of ${name} does not fit the contract`, { name, ...detail });
  }

  #explain(name: ProcedureName, failure: unknown): { ok: false; error: Fault } {
    if (failure instanceof StoreError) {
      this.#options.logger.error('procedure-refused-by-store', { name, code: failure.fault.code }, failure);
      return { ok: false, error: failure.fault };
    }
    this.#options.logger.error('procedure-threw', { name }, failure);
    return fail('internal', `${name} failed unexpectedly`, { name });
  }
}

/** The contract's types tie each handler to its schema; here, where all of them are seen at once, that tie is not expressible. */
function isHandler(value: unknown): value is Handler {
  return typeof value === 'function';
}

function isProcedureName(name: string): name is ProcedureName {
  return Object.hasOwn(procedures, name);
}

function parseInput(name: ProcedureName, input: unknown): Outcome<unknown> {
  if (isLargerThan(input, requestMaxLength)) {
    return fail('payload-too-large', `the input of ${name} is too large`, { name, limit: requestMaxLength });
  }
  const parsed = procedures[name].input.safeParse(input);
  if (parsed.success) return { ok: true, value: parsed.data };
  return fail('invalid-input', `the input of ${name} breaks a rule`, {
    name,
    ...describeIssue(parsed.error.issues[0]),
  });
}

/**
 * `field` is the path (`patch.theme`), `rule` zod's code (`too_big`) or the name that a schema of ours gave its rule
 * (`plain-text`); a length or range rule names its limit.
 */
function describeIssue(issue: z.core.$ZodIssue | undefined): NonNullable<Fault['detail']> {
  if (issue === undefined) return {};
  const detail: Record<string, string | number | boolean | null> = { field: issue.path.join('.'), rule: issue.code };
  if (issue.code === 'custom' && typeof issue.params?.['rule'] === 'string') detail['rule'] = issue.params['rule'];
  if (issue.code === 'too_big') detail['maximum'] = Number(issue.maximum);
  if (issue.code === 'too_small') detail['minimum'] = Number(issue.minimum);
  if (issue.code === 'unrecognized_keys') detail['keys'] = issue.keys.join(', ').slice(0, 200);
  return detail;
}
