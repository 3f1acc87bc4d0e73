import type { PlaybookResult, RunPurpose } from '../../../electron/automation/engine/run-ports.ts';
import type { Variables } from '../../../electron/automation/playbooks/variables.ts';
import type { PlaybookAct } from '../../../electron/contract/automation.ts';
import { fail, succeed, type Fault, type Outcome } from '../../../electron/contract/outcome.ts';
import type { MessengerOrder, MessengerPlaybooks } from '../../../electron/groups/messenger-playbooks.ts';
import type { RunContext } from '../../../electron/jobs/job-kind.ts';
import { makePhone } from '../../support/live-phone.ts';

const plainEnd: PlaybookResult = {
  state: 'done',
  code: 'ok',
  note: '',
  wasCommitted: false,
  values: {},
  lists: {},
  verifiedBy: 'page',
  steps: [],
  evidenceIds: [],
  cooldown: false,
  faultCode: null,
};

/** Playbooks that end as a test says, without a phone. */
export class PaperPlaybooks implements MessengerPlaybooks {
  readonly acts: PlaybookAct[] = [];
  readonly purposes: RunPurpose[] = [];
  readonly variables: Variables[] = [];
  /** Whether the ledger was said to know the act as done. */
  readonly goalsKnown: boolean[] = [];
  readonly #ends = new Map<PlaybookAct, PlaybookResult>();

  /** What is wrong with its file; null where nothing is. */
  problem: Fault | null = null;

  check(): Outcome<null> {
    return this.problem === null ? succeed(null) : { ok: false, error: this.problem };
  }

  readList(): Promise<Outcome<never>> {
    return Promise.resolve(fail('phone-gone', 'a paper phone'));
  }

  readVersion(): Promise<null> {
    return Promise.resolve(null);
  }

  /** What the messenger's session goes by. */
  session: string | null = 'boot 1';

  readSession(): Promise<string | null> {
    return Promise.resolve(this.session);
  }

  /** What that act ends with from now on. */
  answer(act: PlaybookAct, end: Partial<PlaybookResult>): void {
    this.#ends.set(act, { ...plainEnd, ...end });
  }

  run(act: PlaybookAct, { purpose, variables, isGoalKnown = false }: MessengerOrder): Promise<Outcome<PlaybookResult>> {
    this.acts.push(act);
    this.purposes.push(purpose);
    this.variables.push(variables);
    this.goalsKnown.push(isGoalKnown);
    const end = this.#ends.get(act);
    return Promise.resolve(end === undefined ? fail('playbook-missing', 'no end was given', { act }) : succeed(end));
  }
}

async function noPhone(): Promise<Outcome<never>> {
  return fail('phone-gone', 'a paper phone');
}

/** A job's context for kinds that hand everything on to playbooks on paper. */
export function createPaperContext(): RunContext {
  return {
    attemptId: 1,
    phone: makePhone({ phoneId: 'phone-1', isVirtual: true }),
    link: { shell: noPhone, exec: noPhone, open: noPhone, push: noPhone, pull: noPhone, reboot: noPhone },
    signal: new AbortController().signal,
    mode: 'auto',
    wasTried: false,
    isMarked: false,
    commit: { ask: noPhone },
    operator: { commitByHand: noPhone, confirm: noPhone },
    evidence: { save: noPhone },
    log: () => undefined,
    note: () => undefined,
  };
}
