import { cpSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { readSeal, SealFile, sealFileOf } from '../../../electron/accounts/custody/seal-file.ts';
import { accountDetailSchema } from '../../../electron/contract/account-plans.ts';
import type { GateView } from '../../../electron/contract/board-card.ts';
import type { CertaintyView } from '../../../electron/contract/certainty.ts';
import type { JobItem } from '../../../electron/contract/jobs.ts';
import { createSystemClock } from '../../../electron/runtime/clock.ts';
import { databaseFileOf } from '../../../electron/store/data-folder.ts';
import { openReadOnly } from '../../../electron/store/read-only-store.ts';
import { rescueDataFolder } from '../../../electron/store/rescue.ts';
import type { SeededRandom } from '../../../simulator/world/seeded-random.ts';
import { valueOf } from '../device-layer.ts';
import { RecordingLogger } from '../recording-logger.ts';
import { shanghaiDay, wallTime } from '../plan-life/true-days.ts';
import { cappedPhones, giveCaps } from './capped-accounts.ts';
import { ClockedDesk, type ClockedPlace, type PlacedAccount, type RunningDesk } from './clocked-desk.ts';

export const misfortunes = ['PC set', 'backup restored', 'ledger moved'] as const;
export type TrueDayMisfortune = (typeof misfortunes)[number];

/** What the console says right after it came back to a ledger that may lack acts. */
export interface SeenUnknown {
  readonly at: number;
  readonly certainty: CertaintyView;
  /** Every row of every job that is not over. */
  readonly rows: readonly JobItem[];
  /** What the account pages say of every act that the stage has at all, by hand and by the console. */
  readonly gates: readonly GateView[];
}

export interface CaseWishes {
  readonly misfortune: TrueDayMisfortune;
  /** Without the guard: phones that are set with the PC, a seal that knows nothing. */
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

/** A desk of several accounts, each with its own caps and always with more to do than it may, and one misfortune. */
export class TrueDayCase {
  readonly desk: ClockedDesk;
  accounts: readonly PlacedAccount[] = [];
  /** What the product answered on the way. */
  readonly told: string[] = [];
  unknown: SeenUnknown | null = null;
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
    await this.#run.settleIn('S4');
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
    const moved = join(this.#place.folder, 'moved');
    const keep = this.#keep(dataFolder, moved);
    await this.#work(4);
    await this.#run.console.services.dispose();
    if (this.#wishes.misfortune === 'backup restored') await this.#restore(dataFolder, keep);
    else this.#forgetMove(moved);
    const isMoved = this.#wishes.misfortune === 'ledger moved';
    await this.#start({ dataFolder: isMoved ? moved : dataFolder, computer: isMoved ? 'another' : 'one' });
    await this.#run.comeBack();
    await this.#untilKnown();
    await this.#ask();
    await this.#quiet();
    this.unknown = await this.#look();
    await this.#work(3);
    await this.#untilMorning();
    await this.#work(3);
  }

  /** As it is now: a backup that the product writes, or the folder on its way to another computer. Answers the seal of that moment. */
  #keep(dataFolder: string, moved: string): Buffer {
    const seal = readFileSync(sealFileOf(dataFolder));
    if (this.#wishes.misfortune === 'ledger moved') {
      this.#copyFolder(dataFolder, moved);
      return seal;
    }
    const store = openReadOnly(databaseFileOf(dataFolder));
    this.told.push(`backup ${existsSync(store.backUp(this.desk.pc.now())) ? 'written' : 'missing'}`);
    store.dispose();
    return seal;
  }

  /** The database by a backup of it, which is whole while the console goes on. */
  #copyFolder(dataFolder: string, moved: string): void {
    mkdirSync(moved, { recursive: true });
    const store = openReadOnly(databaseFileOf(dataFolder));
    const backup = store.backUp(this.desk.pc.now());
    store.dispose();
    cpSync(backup, databaseFileOf(moved));
    cpSync(sealFileOf(dataFolder), sealFileOf(moved));
  }

  /** Damages the database, and has the product put its newest backup in the place. */
  async #restore(dataFolder: string, sealOfBackup: Buffer): Promise<void> {
    const file = databaseFileOf(dataFolder);
    const handle = openSync(file, 'r+');
    writeSync(handle, Buffer.alloc(4_096, 0x2a), 0, 4_096, 0);
    closeSync(handle);
    const refused = await this.desk.tryStart({ dataFolder });
    if (refused.ok) await refused.value.services.dispose();
    this.told.push(`damaged: ${refused.ok ? 'started' : refused.error.code}`);
    const [clock, logger] = [createSystemClock(), new RecordingLogger()];
    const restored = rescueDataFolder({ folder: dataFolder, owner: 'headless', isDamageKnown: false, clock, logger });
    this.told.push(
      `restored: ${restored.ok ? (restored.value.restoredFrom === null ? 'nothing' : 'from the backup') : restored.error.code}`,
    );
    if (this.#wishes.isGuarded) return;
    // Written into the same file, or it would be told from a copy.
    const seal = openSync(sealFileOf(dataFolder), 'r+');
    writeSync(seal, sealOfBackup, 0, sealOfBackup.length, 0);
    closeSync(seal);
  }

  /** Without the guard the folder seems never to have left its place. */
  #forgetMove(moved: string): void {
    if (this.#wishes.isGuarded) return;
    const reading = readSeal(sealFileOf(moved));
    if (reading.kind !== 'read') throw new Error('the seal cannot be read');
    const { folderId, machineHash, hostHash, sequence, facts } = reading.seal;
    valueOf(SealFile.create(sealFileOf(moved), { folderId, machineHash, hostHash, sequence, facts })).close();
  }

  async #start({ dataFolder, computer }: { readonly dataFolder: string; readonly computer: string }): Promise<void> {
    const name = this.#wishes.isGuarded ? computer : 'one';
    this.#running = await this.desk.start({ dataFolder, machine: { machineHash: name, hostHash: name } });
  }

  /** More of everything than any account may do. */
  async #ask(): Promise<void> {
    for (const [place, account] of this.accounts.entries()) {
      const action = cappedPhones[place]?.action ?? 'group_rename';
      this.#jobIds.push(await this.#run.begin(rowsAhead, account, action));
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
      return calm >= 2;
    });
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
    const gates = await Promise.all(this.accounts.map(({ accountId }) => this.#gatesOf(accountId)));
    const { certainty, at } = { certainty: await this.#run.certainty(), at: this.desk.truth.now() };
    return { at, certainty, rows: await this.#openRows(), gates: gates.flat() };
  }

  async #gatesOf(accountId: string): Promise<GateView[]> {
    const answered = await this.#run.console.call('accounts.detail', { accountId });
    const { card, byHand } = accountDetailSchema.parse(valueOf(answered));
    return [...card.gate, ...byHand.gate];
  }

  async #until(isSo: () => Promise<boolean>): Promise<void> {
    const deadline = performance.now() + waitMs;
    while (!(await isSo())) {
      if (performance.now() > deadline) throw new Error(`it did not come to that: ${isSo.toString()}`);
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
  }
}
