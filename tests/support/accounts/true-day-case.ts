import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sealFileOf } from '../../../electron/accounts/custody/seal-file.ts';
import type { JobItem } from '../../../electron/contract/jobs.ts';
import type { SeededRandom } from '../../../simulator/world/seeded-random.ts';
import { shanghaiDay, wallTime } from '../plan-life/true-days.ts';
import { cappedPhones, giveCaps, groupsOf, otherStages } from './capped-accounts.ts';
import { ClockedDesk, type ClockedPlace, type PlacedAccount, type RunningDesk } from './clocked-desk.ts';
import { backUp, copyLedger, damage, forgetMove, rescue, rewrite, sealAgain } from './lost-ledgers.ts';
import { seenOf, type SeenUnknown } from './seen-unknown.ts';

export const misfortunes = ['PC set', 'backup restored', 'ledger moved', 'folder put back'] as const;
export type TrueDayMisfortune = (typeof misfortunes)[number];

export interface CaseWishes {
  readonly misfortune: TrueDayMisfortune;
  /** Without the guard: phones that are set with the PC, a seal that knows nothing, nobody outside of the folder who knows more. */
  readonly isGuarded: boolean;
  readonly random: SeededRandom;
  readonly say: (text: string) => void;
  readonly signal: AbortSignal;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const stepMs = 16 * minuteMs;
const rowsAhead = 10;
const waitMs = 30_000;
const lookEveryMs = 25;
/** Less than what makes a measurement too coarse. */
const pollMs = 5_000;
const pollLastsMs = 250;

interface StartedAt {
  readonly dataFolder: string;
  readonly computer: string;
}

/** A desk of several accounts, each with its own caps and always with more to do than it may, and one misfortune. */
export class TrueDayCase {
  readonly desk: ClockedDesk;
  accounts: readonly PlacedAccount[] = [];
  /** What the product answered on the way. */
  readonly told: string[] = [];
  /** When the ledger was as it came back later on. */
  keptAt: number | null = null;
  /** What it says before somebody has answered for the accounts, and after that. */
  unsettled: SeenUnknown | null = null;
  unknown: SeenUnknown | null = null;
  /** For how many accounts somebody had to answer. */
  answeredFor = 0;
  readonly #place: ClockedPlace;
  readonly #wishes: CaseWishes;
  #running: RunningDesk | null = null;
  #jobIds: number[] = [];

  constructor(place: ClockedPlace, wishes: CaseWishes) {
    const arePhonesSet = wishes.misfortune === 'PC set' && !wishes.isGuarded;
    this.#place = { ...place, phones: cappedPhones.length, arePhonesSet };
    this.#wishes = wishes;
    this.desk = new ClockedDesk(this.#place);
  }

  /** Two true days. */
  async live(): Promise<void> {
    const dataFolder = join(this.#place.folder, 'data');
    await this.#start({ dataFolder, computer: 'one' });
    await this.#run.settleIn('S4', otherStages);
    await giveCaps(this.#run);
    this.accounts = await this.#run.everyAccount();
    await this.#ask();
    if (this.#wishes.misfortune === 'PC set') await this.#liveWithPc();
    else await this.#liveWithLoss(dataFolder);
  }

  get #run(): RunningDesk {
    if (this.#running === null) throw new Error('no console runs');
    return this.#running;
  }

  async #liveWithPc(): Promise<void> {
    const { random, say } = this.#wishes;
    const days = [2, -2, 0, ...random.sample([2, -2, 1, -1, 0], 3)];
    for (const [place, ahead] of days.entries()) {
      await this.#work(3);
      if (place === 3) await this.#untilMorning();
      this.desk.pc.aheadMs = ahead * dayMs;
      say(`the PC shows ${ahead} days more than there are; ${this.desk.log.length} acts so far`);
      await this.#ask();
    }
    await this.#work(3);
  }

  /** Some acts, a copy of the ledger, more acts that the copy lacks; then the copy takes the ledger's place. */
  async #liveWithLoss(dataFolder: string): Promise<void> {
    await this.#work(2);
    this.keptAt = this.desk.truth.now();
    const putBack = this.#keep(dataFolder);
    await this.#work(4);
    await this.#run.console.services.dispose();
    await this.#start(await putBack());
    await this.#run.comeBack();
    await this.#untilKnown();
    await this.#ask();
    await this.#quiet();
    this.unsettled = await this.#look();
    this.answeredFor = await this.#run.settleDoubts();
    await this.#until(async () => (await this.#openRows()).every(({ code }) => code !== 'standing-unknown'));
    await this.#quiet();
    this.unknown = await this.#look();
    await this.#work(3);
    await this.#untilMorning();
    await this.#work(3);
  }

  /** The ledger as it is now. Answers what is done with it later on, and where the console starts then. */
  #keep(dataFolder: string): () => Promise<StartedAt> {
    const { misfortune, isGuarded } = this.#wishes;
    const kept = join(this.#place.folder, 'kept');
    const here = { dataFolder, computer: 'one' };
    const at = this.desk.pc.now();
    if (misfortune === 'backup restored') {
      const seal = readFileSync(sealFileOf(dataFolder));
      this.told.push(`backup ${existsSync(backUp(dataFolder, at)) ? 'written' : 'missing'}`);
      return async () => {
        await this.#restore(dataFolder);
        if (!isGuarded) sealAgain(dataFolder, seal);
        return here;
      };
    }
    copyLedger(dataFolder, kept, at);
    if (misfortune === 'ledger moved') {
      return async () => {
        if (!isGuarded) forgetMove(kept);
        return { dataFolder: kept, computer: 'another' };
      };
    }
    return async () => {
      rewrite(dataFolder, kept);
      return here;
    };
  }

  /** Damages the database, and has the product put its newest backup in the place. */
  async #restore(dataFolder: string): Promise<void> {
    damage(dataFolder);
    const refused = await this.desk.tryStart({ dataFolder });
    if (refused.ok) await refused.value.services.dispose();
    this.told.push(`damaged: ${refused.ok ? 'started' : refused.error.code}`);
    this.told.push(`restored: ${rescue(dataFolder)}`);
  }

  async #start({ dataFolder, computer }: StartedAt): Promise<void> {
    const { isGuarded } = this.#wishes;
    const name = isGuarded ? computer : 'one';
    const machine = { machineHash: name, hostHash: name };
    // Each computer has its user's own folder.
    const user = { witnessFolder: join(this.#place.folder, 'users', name) };
    this.#running = await this.desk.start({ dataFolder, machine, ...(isGuarded && user) });
  }

  /** More of everything than any account may do. */
  async #ask(): Promise<void> {
    for (const [place, account] of this.accounts.entries()) {
      const capped = cappedPhones[place];
      if (capped === undefined) continue;
      this.#jobIds.push(await this.#run.begin(rowsAhead, account, capped.action, groupsOf(capped)));
    }
  }

  /** So many steps of time, each with everything that may be done by then. */
  async #work(steps: number): Promise<void> {
    for (let step = 0; step < steps; step++) {
      await this.#quiet();
      await this.#pass(stepMs);
    }
    await this.#quiet();
  }

  /** Through the rest of the day and the night; never over more than an hour at once. */
  async #untilMorning(): Promise<void> {
    const today = shanghaiDay(this.desk.truth.now());
    while (shanghaiDay(this.desk.truth.now()) === today || wallTime(this.desk.truth.now()).minute < 8 * 60 + 1) {
      await this.#pass(hourMs);
      await this.#quiet();
    }
  }

  async #pass(durationMs: number): Promise<void> {
    this.#wishes.signal.throwIfAborted();
    this.desk.truth.advance(durationMs);
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    await this.#untilKnown();
  }

  /** A poll that was under way while time was put ahead tells nothing: the next one comes when its own time has come. */
  async #untilKnown(): Promise<void> {
    await this.#until(async () => {
      if ((await this.#run.certainty()).time.kind === 'known') return true;
      this.desk.truth.advance(pollMs);
      return false;
    });
  }

  /** Nothing is done any more, and nothing waits for a time that is past: two looks after another. */
  async #quiet(): Promise<void> {
    let calm = 0;
    await this.#until(async () => {
      const rows = await this.#openRows();
      const now = (await this.#run.certainty()).now;
      const isBusy = rows.some(
        ({ state, heldUntilAt }) => state !== 'held' || (heldUntilAt !== null && heldUntilAt <= now),
      );
      calm = isBusy ? 0 : calm + 1;
      if (calm >= 2 && rows.some(({ code }) => code === 'device-hold')) calm = await this.#pollAgain();
      return calm >= 2;
    });
  }

  /** A poll during which time was put ahead takes the phone's clock for wrong: the next one sees it right. */
  async #pollAgain(): Promise<0> {
    this.desk.truth.advance(pollMs);
    await new Promise((resolve) => setTimeout(resolve, pollLastsMs));
    return 0;
  }

  /** Rows that are over are no news; a job of the lost time is not in the ledger any more. */
  async #openRows(): Promise<JobItem[]> {
    const { jobs } = await this.#run.console.snapshot();
    const known = this.#jobIds.filter((jobId) => jobs.some((job) => job.jobId === jobId && job.state !== 'over'));
    this.#jobIds = known;
    const rows = await Promise.all(known.map((jobId) => this.#run.items(jobId)));
    return rows.flat().filter(({ state }) => ['held', 'ready', 'running', 'planned'].includes(state));
  }

  async #look(): Promise<SeenUnknown> {
    return { ...(await seenOf(this.#run, this.accounts)), rows: await this.#openRows(), at: this.desk.truth.now() };
  }

  async #until(isSo: () => Promise<boolean>): Promise<void> {
    const deadline = performance.now() + waitMs;
    while (!(await isSo())) {
      if (performance.now() > deadline) throw new Error(`it did not come to that: ${isSo.toString()}`);
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
  }
}
