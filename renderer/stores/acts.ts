import type { Fault, Outcome } from '@contract/outcome.ts';
import type { ProcedureInput, ProcedureName, ProcedureOutput } from '@contract/procedures.ts';
import type { ConsoleClient } from '../bridge/console-client.ts';
import type { Announcements } from './announcement-store.ts';
import type { QuestionGate } from './question-gate.ts';

/** What the operator does through the page. */
export interface Acts {
  /**
   * Asks main; when it wants an operator first, or one who has read the platform's rules, asks for that and tries again. Where the
   * operator put the question away, the outcome is still main's refusal. The caller shows the outcome.
   */
  run<N extends ProcedureName>(name: N, input: ProcedureInput<N>): Promise<Outcome<ProcedureOutput<N>>>;
  /** The same, and a failure is announced. Answers true when it was done. */
  perform<N extends ProcedureName>(name: N, input: ProcedureInput<N>): Promise<boolean>;
}

/** True when the act did not happen because the operator put the question before it away; they know it. */
export function isPutAway({ code }: Fault): boolean {
  return code === 'operator-required' || code === 'rules-not-acknowledged';
}

interface ActsOptions {
  readonly client: ConsoleClient;
  /** Asks who acts. */
  readonly gate: QuestionGate;
  /** Has the operator read the platform's rules. */
  readonly rules: QuestionGate;
  readonly announcements: Announcements;
}

export function createActs({ client, gate, rules, announcements }: ActsOptions): Acts {
  const questions = [
    ['operator-required', gate],
    ['rules-not-acknowledged', rules],
  ] as const;
  const run: Acts['run'] = async (name, input) => {
    let answer = await client.ask(name, input);
    for (const [code, question] of questions) {
      if (answer.ok || answer.error.code !== code) continue;
      if (!(await question.ask())) return answer;
      answer = await client.ask(name, input);
    }
    return answer;
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
