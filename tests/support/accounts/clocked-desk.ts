import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { platformRulesVersion } from '../../../electron/contract/accounts.ts';
import { certaintySchema, type CertaintyView } from '../../../electron/contract/certainty.ts';
import { jobItemSchema, jobSchema, type JobItem } from '../../../electron/contract/jobs.ts';
import { succeed, type Outcome } from '../../../electron/contract/outcome.ts';
import { procedures } from '../../../electron/contract/procedures.ts';
import type { DemoLauncher } from '../../../electron/demo/demo-launcher.ts';
import type { MachineId } from '../../../electron/accounts/custody/machine-id.ts';
import { createSystemClock, type Clock } from '../../../electron/runtime/clock.ts';
import { VirtualDesk } from '../../../simulator/virtual-desk.ts';
import { AheadClock } from '../ahead-clock.ts';
import { valueOf } from '../device-layer.ts';
import { openTestConsole, type TestConsole } from '../services.ts';
import { makeTempFolder } from '../temp-folder.ts';
import { kindOf, paperActions, paperKind, type PaperAction, type TrueAct } from './paper-acts.ts';

const hourMs = 3_600_000;
const readyTimeoutMs = 60_000;

/** The clock of a PC that somebody sets: it shows another time, and counts on as every clock does. */
export class PcClock implements Clock {
  readonly #truth: Clock;
  aheadMs = 0;

  constructor(truth: Clock) {
    this.#truth = truth;
  }

  now(): number {
    return this.#truth.now() + this.aheadMs;
  }

  monotonic(): number {
    return this.#truth.monotonic();
  }

  after(delayMs: number, task: () => void): () => void {
    return this.#truth.after(delayMs, task);
  }
}

/** True time stands at ten in the morning in China at first, so that no night comes into it. */
export function trueTimeAtTen(): AheadClock {
  const ahead = new AheadClock();
  const sinceMidnight = (ahead.now() + 8 * hourMs) % (24 * hourMs);
  ahead.advance((10 * hourMs - sinceMidnight + 24 * hourMs) % (24 * hourMs));
  return ahead;
}

export interface ConsoleWishes {
  readonly dataFolder: string;
  readonly machine?: MachineId;
  /** The user's own folder on that computer; left out, the console keeps nothing there. */
  readonly witnessFolder?: string;
}

/** Where such a desk is, and who ends what it starts; left out, the running test. */
export interface ClockedPlace {
  readonly folder: string;
  readonly defer: (close: () => Promise<void>) => void;
  /** One, left out. */
  readonly phones?: number;
  /** The phones are set with the PC, so that nothing on the desk tells the true time any more. */
  readonly arePhonesSet?: boolean;
}

/** One phone that keeps the true time, and consoles on PCs that need not, one after the other. */
export class ClockedDesk {
  readonly truth = trueTimeAtTen();
  readonly pc = new PcClock(this.truth);
  readonly log: TrueAct[] = [];
  readonly folder: string;
  readonly #place: ClockedPlace;

  constructor(place: ClockedPlace = { folder: makeTempFolder(), defer: (close) => onTestFinished(close) }) {
    this.folder = place.folder;
    this.#place = place;
  }

  /** When something was really done, by the true time. */
  get acts(): readonly number[] {
    return this.log.map(({ at }) => at);
  }

  /** Resolves when the phone is ready; the console ends with the test, or by `services.dispose`. */
  async start(wishes: ConsoleWishes = { dataFolder: join(this.folder, 'data') }): Promise<RunningDesk> {
    const console = valueOf(await this.tryStart(wishes));
    const { phones: count = 1, defer } = this.#place;
    defer(() => console.services.dispose());
    await console.waitFor(
      ({ phones }) =>
        phones.filter(({ state, health }) => state === 'ready' && health.polledAt !== null).length === count,
      readyTimeoutMs,
    );
    return new RunningDesk(console);
  }

  /** As `start` begins, which may be refused; whoever calls it disposes of the console. */
  tryStart({ dataFolder, machine, witnessFolder }: ConsoleWishes): Promise<Outcome<TestConsole>> {
    const moreJobKinds = paperActions.map((action) => paperKind(action, this.log, this.truth));
    return openTestConsole({
      dataFolder,
      phones: this.#place.phones ?? 1,
      clock: this.pc,
      demoLauncher: this.#launcher(),
      morePorts: {
        moreJobKinds,
        ...(machine !== undefined && { machine }),
        ...(witnessFolder !== undefined && { witnessFolder }),
      },
    });
  }

  #launcher(): DemoLauncher {
    const { phones: count = 1, arePhonesSet = false, defer } = this.#place;
    return {
      launch: async ({ adbPath, stateFolder }) => {
        const times = { clock: arePhonesSet ? this.pc : this.truth, machineClock: createSystemClock() };
        const desk = await VirtualDesk.start({ count, seed: 5, adbPath, stateFolder, ...times });
        const ended = Promise.withResolvers<null>();
        const stop = (): Promise<void> => desk.stop().finally(() => ended.resolve(null));
        defer(stop);
        return succeed({ adbPort: desk.adbPort, controlPort: 0, token: '', ended: ended.promise, stop });
      },
    };
  }
}

export interface PlacedAccount {
  readonly accountId: string;
  readonly phoneId: string;
}

/** A console of such a desk. */
export class RunningDesk {
  readonly console: TestConsole;

  constructor(console: TestConsole) {
    this.console = console;
  }

  /** With an operator who has read the rules, and accounts in that stage; but for those in others, by their place. */
  async settleIn(stageId: 'S4' | 'S6', others: Readonly<Record<number, 'S4' | 'S6'>> = {}): Promise<void> {
    valueOf(await this.console.call('operators.create', { name: '小王' }));
    valueOf(await this.console.call('rules.acknowledge', { version: platformRulesVersion }));
    // Whoever plans to read a phone's groups is told of the account on it.
    const phoneIds = (await this.console.snapshot()).phones.map(({ phoneId }) => phoneId);
    const reading = { kind: 'groups.read-list', title: 'read', payload: { phoneIds } };
    const plan = { ...reading, window: { startAt: null, endAt: null } };
    valueOf(await this.console.call('jobs.plan', plan));
    for (const [place, { accountId }] of (await this.everyAccount()).entries())
      valueOf(await this.console.call('accounts.seedDemo', { accountId, stageId: others[place] ?? stageId }));
  }

  /** The operator of an earlier console goes on. */
  async comeBack(): Promise<void> {
    const listed = procedures['operators.list'].output.parse(valueOf(await this.console.call('operators.list', {})));
    const operatorId = listed.operators[0]?.operatorId ?? '';
    valueOf(await this.console.call('operators.choose', { operatorId }));
  }

  async account(): Promise<PlacedAccount> {
    const [first] = await this.everyAccount();
    if (first === undefined) throw new Error('no account');
    return first;
  }

  /** The account on each phone, in the order of the phones' ids. */
  async everyAccount(): Promise<readonly PlacedAccount[]> {
    const { phones } = await this.console.snapshot();
    const { accounts } = procedures['accounts.list'].output.parse(
      valueOf(await this.console.call('accounts.list', {})),
    );
    return phones
      .map(({ phoneId }) => phoneId)
      .toSorted()
      .flatMap((phoneId) => {
        const found = accounts.find((account) => account.phoneId === phoneId);
        return found === undefined ? [] : [{ accountId: found.accountId, phoneId }];
      });
  }

  async certainty(): Promise<CertaintyView> {
    return certaintySchema.parse(valueOf(await this.console.call('accounts.certainty', {})));
  }

  /** The supervisor answers for every account of which something may be lacking; answers how many those are. */
  async settleDoubts(): Promise<number> {
    const listed = procedures['accounts.doubts'].output.parse(valueOf(await this.console.call('accounts.doubts', {})));
    const accountIds = listed.accounts.map(({ accountId }) => accountId);
    if (accountIds.length > 0) valueOf(await this.console.call('accounts.settleDoubts', { accountIds }));
    return accountIds.length;
  }

  /** Begins so many acts, through the one account unless said, each in the group that stands in its place, if one does; answers the job. */
  async begin(
    count: number,
    through?: PlacedAccount,
    action: PaperAction = 'group_rename',
    groupIds: readonly string[] = [],
  ): Promise<number> {
    const payload = { ...(through ?? (await this.account())), count, groupIds: [...groupIds] };
    const order = { kind: kindOf(action), title: 'acts', payload, window: { startAt: null, endAt: null } };
    const { jobId } = jobSchema.parse(valueOf(await this.console.call('jobs.plan', order)));
    valueOf(await this.console.call('jobs.confirm', { jobId, isConfirmed: true }));
    return jobId;
  }

  async items(jobId: number): Promise<JobItem[]> {
    const page = await this.console.call('jobs.items', { jobId, states: [], offset: 0, limit: 200 });
    return z.object({ entries: z.array(jobItemSchema) }).parse(valueOf(page)).entries;
  }
}
