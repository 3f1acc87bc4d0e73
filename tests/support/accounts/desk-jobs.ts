import { join } from 'node:path';
import { migrations } from '../../../electron/database.ts';
import type { JobWindow } from '../../../electron/contract/jobs.ts';
import { registerKind } from '../../../electron/jobs/job-registry.ts';
import { openBench, type BenchWishes, type JobBench } from '../jobs/job-bench.ts';
import { PaperPhones } from '../jobs/paper-phones.ts';
import { createPaperKind, PaperWorld, type PaperRow } from '../jobs/paper-world.ts';
import { ManualClock } from '../manual-clock.ts';
import { openTestStore } from '../open-test-store.ts';
import { makeTempFolder } from '../temp-folder.ts';
import { china } from './account-life.ts';
import { DeskBench } from './desk-bench.ts';

const kind = 'groups.rename';

/**
 * Accounts, their gate, and jobs that rename on paper, over one database and one clock; killed and started again as often as a test
 * likes.
 */
export class DeskJobs {
  readonly clock: ManualClock;
  readonly #file = join(makeTempFolder(), 'jiqun.db');
  readonly #world = new PaperWorld();
  readonly #phones = new PaperPhones();
  readonly #modeOf: NonNullable<BenchWishes['modeOf']>;
  desk: DeskBench;
  jobs: JobBench;

  constructor(time: string, modeOf: NonNullable<BenchWishes['modeOf']> = () => 'auto') {
    this.clock = new ManualClock(china(time));
    this.#modeOf = modeOf;
    [this.desk, this.jobs] = this.#start();
  }

  /** An account that came to that stage, on a phone of its own. */
  async accountAt(stageId: 'S4' | 'S6'): Promise<string> {
    const phoneId = `phone-${stageId}`;
    this.#phones.add(phoneId);
    return this.desk.accountAt(stageId, phoneId);
  }

  rows(accountId: string, from: number, count: number): PaperRow[] {
    const phone = this.desk.accounts.get(accountId)?.phoneId ?? '';
    return Array.from({ length: count }, (_none, place) => ({
      account: accountId,
      phone,
      group: `g${from + place}`,
      after: `新 g${from + place}`,
    }));
  }

  /** Answers the plan's id. */
  async plan(rows: readonly PaperRow[], window: JobWindow = { startAt: null, endAt: null }): Promise<number> {
    const planned = await this.jobs.plan(rows, { kind, window });
    if (!planned.ok) throw new Error(planned.error.code);
    return planned.value.jobId;
  }

  async confirm(jobId: number): Promise<void> {
    await this.jobs.tell('jobs.confirm', { jobId, isConfirmed: true });
  }

  /** Somebody does it at the phone. */
  act(group: string): void {
    this.#world.act(group, `新 ${group}`);
  }

  /** No timer of it comes any more. */
  kill(): void {
    this.desk.desk.dispose();
    this.jobs.crash();
  }

  restart(): void {
    for (const { phoneId } of this.#phones.list()) {
      this.#phones.leave(phoneId);
      this.#phones.come(phoneId);
    }
    [this.desk, this.jobs] = this.#start();
  }

  /** What a console that starts now reads of what was used up. */
  asRead(): DeskBench {
    return this.#openDesk();
  }

  #start(): [DeskBench, JobBench] {
    const desk = this.#openDesk();
    const paper = createPaperKind(this.#world);
    const kinds = [registerKind({ ...paper, kind, action: 'rename-group' })];
    const [world, phones] = [this.#world, this.#phones];
    const shared = { clock: this.clock, world, phones, kinds, store: desk.store, modeOf: this.#modeOf };
    return [desk, openBench(0, { ...shared, gate: desk.gate, acts: desk.desk })];
  }

  #openDesk(): DeskBench {
    const { clock } = this;
    const desk = new DeskBench({ store: openTestStore(migrations, { file: this.#file, clock }), clock });
    for (const { phoneId } of this.#phones.list()) desk.account(phoneId);
    return desk;
  }
}
