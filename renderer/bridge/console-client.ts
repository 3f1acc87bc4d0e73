import { fail, type Outcome } from '@contract/outcome.ts';
import type {
  ConsoleBridge,
  EventName,
  EventPayload,
  ProcedureInput,
  ProcedureName,
  ProcedureOutput,
} from '@contract/procedures.ts';

/** The renderer's only way to the main process. */
export interface ConsoleClient {
  /** Never rejects: a broken transport is answered as the fault `internal`. `signal` aborts the call in main. */
  ask<N extends ProcedureName>(
    name: N,
    input: ProcedureInput<N>,
    signal?: AbortSignal,
  ): Promise<Outcome<ProcedureOutput<N>>>;
  /** Calls `listener` for every event until the returned function is called. */
  listen<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void;
}

export function createConsoleClient(bridge: ConsoleBridge): ConsoleClient {
  let lastCall = 0;
  return {
    async ask(name, input, signal) {
      if (signal?.aborted === true) return fail('aborted', `${name} was not asked`);
      const callId = String(++lastCall);
      const cancel = (): void => bridge.cancel(callId);
      signal?.addEventListener('abort', cancel);
      try {
        return await (signal === undefined ? bridge.invoke(name, input) : bridge.invoke(name, input, callId));
      } catch (cause) {
        const reason = cause instanceof Error ? cause.message : String(cause);
        return fail('internal', `the bridge did not answer ${name}: ${reason}`);
      } finally {
        signal?.removeEventListener('abort', cancel);
      }
    },
    listen: (name, listener) => bridge.subscribe(name, listener),
  };
}
