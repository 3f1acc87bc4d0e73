import type { Fault, Outcome } from '@contract/outcome.ts';
import type { ProcedureInput, ProcedureName, ProcedureOutput } from '@contract/procedures.ts';
import type { ConsoleClient } from '../bridge/console-client.ts';
import type { Announcements } from './announcement-store.ts';
import type { OperatorGate } from './operator-gate.ts';

/** What the operator does through the page. */
export interface Acts {
  /**
   * Asks main; when it wants an operator first, asks for one and tries again, once. Where the operator put the
   * question away, the outcome is still `operator-required`. The caller shows the outcome.
   */
  run<N extends ProcedureName>(name: N, input: ProcedureInput<N>): Promise<Outcome<ProcedureOutput<N>>>;
  /** The same, and a failure is announced. Answers true when it was done. */
  perform<N extends ProcedureName>(name: N, input: ProcedureInput<N>): Promise<boolean>;
}

/** True when the act did not happen because the operator would not say who they are; they know it. */
export function isPutAway(fault: Fault): boolean {
  return fault.code === 'operator-required';
}

interface ActsOptions {
  readonly client: ConsoleClient;
  readonly gate: OperatorGate;
  readonly announcements: Announcements;
}

export function createActs({ client, gate, announcements }: ActsOptions): Acts {
  const run: Acts['run'] = async (name, input) => {
    const answer = await client.ask(name, input);
    if (answer.ok || answer.error.code !== 'operator-required') return answer;
    return (await gate.ask()) ? client.ask(name, input) : answer;
  };
  return {
    run,
    async perform(name, input) {
      const answer = await run(name, input);
      if (!answer.ok && !isPutAway(answer.error)) announcements.publish({ kind: 'fault', fault: answer.error });
      return answer.ok;
    },
  };
}
