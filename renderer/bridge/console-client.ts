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
  /** Never rejects: a broken transport is answered as the fault `internal`. */
  ask<N extends ProcedureName>(name: N, input: ProcedureInput<N>): Promise<Outcome<ProcedureOutput<N>>>;
  /** Calls `listener` for every event until the returned function is called. */
  listen<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void;
}

export function createConsoleClient(bridge: ConsoleBridge): ConsoleClient {
  return {
    async ask(name, input) {
      try {
        return await bridge.invoke(name, input);
      } catch (cause) {
        const reason = cause instanceof Error ? cause.message : String(cause);
        return fail('internal', `the bridge did not answer ${name}: ${reason}`);
      }
    },
    listen: (name, listener) => bridge.subscribe(name, listener),
  };
}
