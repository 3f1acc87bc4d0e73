import type { ExecutionMode } from '../../../electron/contract/automation.ts';
import type { Outcome } from '../../../electron/contract/outcome.ts';
import type { ActionId } from '../../../electron/contract/plan-ids.ts';
import type { ProcedureInput, ProcedureOutput } from '../../../electron/contract/procedures.ts';
import type { PlanProcedure } from '../../../electron/accounts/plan-procedures.ts';
import type { JobProcedure } from '../../../electron/jobs/job-procedures.ts';
import type { Clock } from '../../../electron/runtime/clock.ts';

/** A group as the console has read it. */
export interface LifeGroup {
  readonly memberCount: number;
  readonly ownRole: 'owner' | 'admin' | 'member';
}

export type LifeProcedure = JobProcedure | PlanProcedure;

/** What a life does with the console that it lives in, whichever that is. */
export interface LifeConsole {
  call<N extends LifeProcedure>(name: N, input: ProcedureInput<N>): Promise<Outcome<ProcedureOutput<N>>>;
  setMode(accountId: string, mode: ExecutionMode): Promise<Outcome<unknown>>;
  /** Whether the account may not do it at all for now, and nobody knows until when. */
  isShut(accountId: string, phoneId: string, action: ActionId): Promise<boolean>;
  /** As when its process is killed. */
  crash(): Promise<void>;
}

interface AtPhone {
  readonly console: Pick<LifeConsole, 'call'>;
  readonly clock: Clock;
  /** How long whoever stands at the phone takes, by the token of the act. */
  readonly handMs: (token: string) => number;
  readonly isOver: () => boolean;
  /** Told when somebody is about to do it, and with null once he does or finds it gone. */
  readonly onDue?: (at: number | null) => void;
}

/** Whoever stands there does what the console shows, as long as it does, and says so. */
export function standAtPhone(
  { console, clock, handMs, isOver, onDue }: AtPhone,
  attemptId: number,
  act: () => void,
): void {
  const shown = async (): Promise<{ readonly name: string } | undefined> => {
    const answer = await console.call('jobs.tasks', {});
    if (!answer.ok) throw new Error(answer.error.message);
    return answer.value.tasks.find((task) => task.attemptId === attemptId);
  };
  const doIt = async (): Promise<void> => {
    if (isOver()) return;
    const isThere = (await shown()) !== undefined;
    onDue?.(null);
    if (!isThere) return;
    act();
    await console.call('jobs.answer', { attemptId, isDone: true });
  };
  const begin = async (): Promise<void> => {
    const task = await shown();
    if (task === undefined) return;
    const afterMs = handMs(task.name);
    onDue?.(clock.now() + afterMs);
    clock.after(afterMs, () => void doIt());
  };
  void begin();
}
