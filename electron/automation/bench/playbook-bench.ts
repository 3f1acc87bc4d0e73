import type { AuditPort } from '../../audit/audit-log.ts';
import { fail, succeed, type Fault, type Outcome } from '../../contract/outcome.ts';
import type { Phone, TextParams } from '../../contract/phones.ts';
import type { BenchDriver, BenchState, playbookBenchProcedures } from '../../contract/playbook-bench.ts';
import type { Handlers } from '../../contract/procedures.ts';
import type { HolderKind } from '../../devices/state/phone-state.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Disposable } from '../../runtime/disposal.ts';
import type { Logger } from '../../runtime/logger.ts';
import type { Store } from '../../store/store.ts';
import type { Automation } from '../automation.ts';
import type { DriverLink } from '../drivers/driver-link.ts';
import type { Playbook } from '../playbooks/playbooks.ts';
import type { UiDriver } from '../ui-driver.ts';
import { BenchSession, type BenchClosing } from './bench-session.ts';
import type { RunEnding } from './paced-run.ts';
import { readQuery } from './query-text.ts';
import { tryQuery } from './query-trial.ts';
import { showPlaybook, showRehearsal } from './shown-playbooks.ts';

/** The phones as the bench needs them; `devices` has them. */
export interface BenchPhones {
  get(phoneId: string): Phone | null;
  /** As `Devices.phones.withPhone`. */
  withPhone<T>(
    phoneId: string,
    holder: HolderKind,
    work: (link: DriverLink, signal: AbortSignal) => Promise<Outcome<T>>,
    signal: AbortSignal,
  ): Promise<Outcome<T>>;
}

export interface PlaybookBenchDeps {
  readonly phones: BenchPhones;
  readonly automation: Pick<Automation, 'playbooks' | 'problems' | 'rehearsals' | 'withDriver' | 'noteRehearsal'>;
  readonly store: Store;
  readonly audit: AuditPort;
  readonly clock: Clock;
  readonly machineClock: Clock;
  readonly logger: Logger;
  readonly language: () => 'zh-CN' | 'en';
  readonly operatorName: () => string | null;
  /** Whether the console may touch the messenger on that phone now, as for an act of assist; `bench-refused` with the reason. */
  readonly permit: (phone: Phone) => Outcome<null>;
  /** The job that works on a phone, by its title; null when none does. */
  readonly jobOn: (phoneId: string) => Promise<string | null>;
}

export type BenchProcedure = keyof typeof playbookBenchProcedures;

/** The bench of the playbooks: at most one phone at a time, held for the operator who put it there. */
export class PlaybookBench implements Disposable {
  readonly handlers: Handlers<BenchProcedure>;
  readonly #deps: PlaybookBenchDeps;
  readonly #life = new AbortController();
  #session: BenchSession | null = null;
  #holding: Promise<unknown> = Promise.resolve();
  /** One opening or closing after the other. */
  #turn: Promise<unknown> = Promise.resolve();
  #closed: BenchState['closed'] = null;

  constructor(deps: PlaybookBenchDeps) {
    this.#deps = deps;
    this.handlers = {
      'bench.open': (input, signal) => this.#inTurn(() => this.#open(input, signal)),
      'bench.close': () => this.#inTurn(async () => succeed(await this.#close())),
      'bench.state': async () => succeed(this.#state()),
      'bench.look': async ({ isByItself }) => this.#session?.look(isByItself) ?? noPhone,
      'bench.tryQuery': async ({ query, variables }) =>
        succeed(
          this.#session?.tryQuery(query, variables) ?? tryQuery(readQuery(query), { look: null, app: null, variables }),
        ),
      'bench.playbooks': async () => succeed(this.#playbooks()),
      'bench.begin': (order) => this.#act((session) => session.begin(order)),
      'bench.next': ({ intentId }) => this.#act(async (session) => session.next(intentId, false)),
      'bench.toBrink': ({ intentId }) => this.#act(async (session) => session.next(intentId, true)),
      'bench.stop': async () => {
        await this.stopRun();
        return succeed(this.#state());
      },
    };
  }

  /** Ends what runs on the bench, as 全部停止 asks; the phone stays there. */
  async stopRun(): Promise<void> {
    await this.#session?.stopRun();
  }

  async dispose(): Promise<void> {
    this.#session?.abandon();
    this.#life.abort();
    await this.#holding;
  }

  async #open(
    { phoneId, driver }: { readonly phoneId: string; readonly driver: BenchDriver },
    signal: AbortSignal,
  ): Promise<Outcome<BenchState>> {
    const phone = this.#deps.phones.get(phoneId);
    if (phone === null) return fail('phone-not-found', 'no such phone', { phoneId });
    // Also of one that ended by itself: its driver may still be on its way out.
    await this.#close();
    const opened = await this.#hold(phone, driver, signal);
    if (!opened.ok) return this.#nameHolder(opened.error, phoneId);
    this.#session = opened.value;
    this.#closed = null;
    void opened.value.over.then((why) => this.#forget(opened.value, why));
    return succeed(this.#state());
  }

  /** Resolves once the driver stands; the phone is held until the session is over. */
  async #hold(phone: Phone, wish: BenchDriver, signal: AbortSignal): Promise<Outcome<BenchSession>> {
    const { phones, automation } = this.#deps;
    const { promise, resolve } = Promise.withResolvers<Outcome<BenchSession>>();
    const opening = new AbortController();
    const giveUp = (): void => opening.abort();
    signal.addEventListener('abort', giveUp, { once: true });
    if (signal.aborted) giveUp();
    const faults: Fault[] = [];
    const sit = async (driver: UiDriver, held: AbortSignal): Promise<void> => {
      // Whoever asked has their answer: from now on only the phone and the operator end it.
      signal.removeEventListener('abort', giveUp);
      const session = this.#sit(phone, driver, { held, driverFault: faults[0] ?? null });
      resolve(session);
      if (session.ok) await session.value.over;
    };
    const isPlain = wish === 'dump';
    const onFault = (fault: Fault): void => void faults.push(fault);
    const holding = phones.withPhone(
      phone.phoneId,
      'hand',
      (link, held) =>
        automation.withDriver({ phone, link, signal: held, isPlain, onFault }, (driver) => sit(driver, held)),
      AbortSignal.any([this.#life.signal, opening.signal]),
    );
    this.#holding = holding.then((outcome) => resolve(outcome.ok ? noPhone : outcome));
    return promise;
  }

  #sit(
    phone: Phone,
    driver: UiDriver,
    { held, driverFault }: { readonly held: AbortSignal; readonly driverFault: Fault | null },
  ): Outcome<BenchSession> {
    const { automation, operatorName, language, clock, machineClock, logger } = this.#deps;
    const note = (action: string, params: TextParams): Outcome<unknown> => this.#note(phone.phoneId, action, params);
    const noted = note('bench.open', { driver: driver.kind });
    if (!noted.ok) return noted;
    return succeed(
      new BenchSession({
        phone,
        operatorName: operatorName() ?? '',
        driver,
        driverFault,
        signal: held,
        playbooks: automation.playbooks,
        note,
        language,
        clock,
        machineClock,
        logger,
        onRehearsed: (playbook, ending) => this.#keepRehearsal(phone, playbook, ending),
      }),
    );
  }

  #keepRehearsal(phone: Phone, playbook: Playbook, { kind, code, note }: RunEnding): void {
    const isPassed = kind === 'brink' || kind === 'done';
    this.#deps.automation.noteRehearsal(phone, playbook, { isPassed, code: isPassed ? 'ok' : code, note });
  }

  #forget(session: BenchSession, why: BenchClosing): void {
    session.dispose();
    this.#note(session.phoneId, 'bench.close', { why });
    if (this.#session !== session) return;
    this.#session = null;
    this.#closed = { phoneId: session.phoneId, at: this.#deps.clock.now(), why };
  }

  async #close(): Promise<BenchState> {
    await this.#session?.close('operator');
    await this.#holding;
    return this.#state();
  }

  /** An act on the messenger: only where the gate is open. */
  async #act(work: (session: BenchSession) => Promise<Outcome<null>>): Promise<Outcome<BenchState>> {
    const session = this.#session;
    if (session === null) return noPhone;
    const permitted = this.#deps.permit(session.phone);
    if (!permitted.ok) return permitted;
    const done = await work(session);
    return done.ok ? succeed(this.#state()) : done;
  }

  async #nameHolder(fault: Fault, phoneId: string): Promise<Outcome<never>> {
    if (fault.code !== 'phone-busy' || fault.detail?.['holder'] !== 'job') return { ok: false, error: fault };
    const job = await this.#deps.jobOn(phoneId);
    return fail('phone-busy', 'a job works on the phone', { ...fault.detail, rule: 'held-by-job', job: job ?? '' });
  }

  #state(): BenchState {
    return { session: this.#session?.show() ?? null, closed: this.#closed };
  }

  #playbooks() {
    const { playbooks, problems, rehearsals } = this.#deps.automation;
    return {
      playbooks: playbooks.all.map(showPlaybook),
      problems: [...problems],
      rehearsals: rehearsals.list().map((rehearsal) => showRehearsal(rehearsal, playbooks.all)),
    };
  }

  #note(phoneId: string, action: string, params: TextParams): Outcome<unknown> {
    const { store, audit } = this.#deps;
    return store.write(() => audit.append({ action, subject: phoneId, params }));
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const before = this.#turn;
    const turn = Promise.withResolvers<null>();
    this.#turn = turn.promise;
    await before;
    try {
      return await work();
    } finally {
      turn.resolve(null);
    }
  }
}

const noPhone = fail('bench-closed', 'no phone is on the bench');
