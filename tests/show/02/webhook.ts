import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { LoopWatch } from '../../bench/measure/loop-watch.ts';
import { openDemoConsole, type DemoConsole } from '../../support/demo-console.ts';
import { WebhookReceiver, type Received } from '../../support/webhook-receiver.ts';
import { atLeast, atMost, exactly, told, type Figure, type ShowLine } from '../show-line.ts';
import { deskReportSchema, type DeskOrder, type DeskReport } from './webhook-desk.ts';

const stepMs = 1_000;
const hourMs = 3_600_000;
const phoneCount = 40;
const program = join(import.meta.dirname, 'webhook-desk.ts');

/** An hour in which the receiver is down, hangs, fails and drops replies; alerts come and go, the console is killed twice. */
export const webhook: ShowLine = {
  id: '02.6',
  title: 'webhook down for an hour: nothing lost, nothing twice, one id for every retry, the desk not slowed',
  hasShortForm: true,
  limitMs: 15 * 60_000,
  async run({ isShort, seed, say, signal }) {
    const hour = await runHour({ seed, say, signal });
    const slowed = await measureDesk(isShort ? 8 : 40, isShort ? 3 : 10, say);
    return [...hour, ...slowed];
  },
};

interface HourOptions {
  readonly seed: number;
  readonly say: (text: string) => void;
  readonly signal: AbortSignal;
}

/** What was told of a phone, in order. */
type Told = `${number} ${'raised' | 'cleared'}`;

const troubles = ['down', 'hanging', 'failing', 'dropping'] as const;
type Trouble = (typeof troubles)[number];

async function runHour({ seed, say, signal }: HourOptions): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'jiqun-webhook-'));
  const receiver = new WebhookReceiver();
  await receiver.open();
  const hour = new Hour(receiver, join(folder, 'jiqun.db'), seed);
  try {
    await hour.open();
    for (const trouble of troubles) {
      say(`the receiver is ${trouble} for a quarter of an hour`);
      await hour.enter(trouble);
      await hour.live(hourMs / troubles.length, signal, trouble === 'hanging' || trouble === 'dropping');
    }
    const waited = await hour.waitingCount();
    say(`the receiver is well again; ${waited} messages wait`);
    await hour.recoverHalfWay(signal);
    await hour.drain(signal);
    return hour.figures(waited);
  } finally {
    hour.kill();
    await receiver.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One simulated hour of a desk in a process of its own, against a real receiver in this one. */
class Hour {
  readonly #receiver: WebhookReceiver;
  readonly #file: string;
  readonly #celsius: number[] = Array.from({ length: phoneCount }, () => 30);
  readonly #happened: Told[] = [];
  #random: number;
  #child: ChildProcess | null = null;
  #now = 1_700_000_000_000;
  #killCount = 0;
  #droppedCount = 0;

  constructor(receiver: WebhookReceiver, file: string, seed: number) {
    this.#receiver = receiver;
    this.#file = file;
    this.#random = seed || 1;
  }

  async open(): Promise<void> {
    this.#child = spawn(process.execPath, [program], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const { url } = this.#receiver;
    await this.#order({ does: 'open', file: this.#file, url, now: this.#now, celsius: this.#celsius });
  }

  kill(): void {
    this.#child?.kill('SIGKILL');
    this.#child = null;
  }

  async enter(trouble: Trouble): Promise<void> {
    if (trouble === 'down') return this.#receiver.close();
    if (this.#receiver.mood.kind === 'well') await this.#receiver.open();
    this.#receiver.mood = trouble === 'failing' ? { kind: 'failing', status: 500 } : { kind: trouble };
  }

  /** Well until half of what waits has arrived, then failing again while the process is killed. */
  async recoverHalfWay(signal: AbortSignal): Promise<void> {
    const receiver = this.#receiver;
    let leftCount = this.#happened.length / 2;
    receiver.mood = { kind: 'well' };
    receiver.onRequest = () => {
      leftCount -= 1;
      if (leftCount < 0) receiver.mood = { kind: 'failing', status: 500 };
    };
    while (!signal.aborted && receiver.isWell()) await this.#step();
    await this.#restart();
    receiver.onRequest = () => undefined;
    receiver.mood = { kind: 'well' };
  }

  /** Lets the time pass; every half minute something happens on the desk. In the middle the process may be killed. */
  async live(durationMs: number, signal: AbortSignal, isKilled: boolean): Promise<void> {
    for (let passedMs = 0; passedMs < durationMs && !signal.aborted; passedMs += stepMs) {
      if (passedMs % 30_000 === 0) await this.#happen();
      if (isKilled && passedMs === durationMs / 2) await this.#restart();
      await this.#step();
    }
  }

  async drain(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && (await this.#step()).waitingCount > 0);
  }

  async waitingCount(): Promise<number> {
    return (await this.#order({ does: 'advance', durationMs: 0 })).waitingCount;
  }

  figures(waited: number): Figure[] {
    const { received } = this.#receiver;
    const arrived = received.filter(({ isReplied }) => isReplied).map(readTold);
    const wrongOrder = arrived.findIndex((entry, index) => entry !== this.#happened[index]);
    return [
      told('alerts raised and cleared in the hour', this.#happened.length),
      told('requests that the receiver saw whole', received.length),
      atLeast('tries that came to nothing, seen by the receiver', received.length - arrived.length, 1, 'requests'),
      atLeast(
        'events taken whole whose reply was dropped, then arrived again under the same id',
        countLostReplies(received),
        1,
        'events',
      ),
      exactly('kills (SIGKILL) with messages waiting', this.#killCount, 3),
      exactly('messages that waited at the end of the hour', waited, this.#happened.length),
      exactly('messages given up', this.#droppedCount, 0),
      exactly(
        'messages lost',
        this.#happened.length - new Set(received.filter(isDone).map(({ eventId }) => eventId)).size,
        0,
      ),
      exactly('order kept', wrongOrder === -1 ? 'yes' : `no, at ${wrongOrder}`, 'yes'),
      exactly('sent again after a success reply', countRepeats(received), 0),
      exactly('events that went out under more than one id', countSplitIds(received), 0),
    ];
  }

  async #happen(): Promise<void> {
    this.#random = (this.#random * 1_103_515_245 + 12_345) % 2_147_483_648;
    const phone = this.#random % phoneCount;
    const isHot = (this.#celsius[phone] ?? 0) >= 45;
    const celsius = isHot ? 40 : 46;
    this.#celsius[phone] = celsius;
    await this.#order({ does: 'heat', phone, celsius });
    this.#happened.push(`${phone + 1} ${isHot ? 'cleared' : 'raised'}`);
  }

  async #restart(): Promise<void> {
    this.#killCount += (await this.waitingCount()) > 0 ? 1 : 0;
    const child = this.#child;
    const gone = child === null ? Promise.resolve() : once(child, 'exit');
    this.kill();
    await gone;
    await this.open();
  }

  /** One second; then waits until no delivery is under way that could still end by itself. */
  async #step(): Promise<DeskReport> {
    this.#now += stepMs;
    let report = await this.#order({ does: 'advance', durationMs: stepMs });
    while (report.isUnderWay && this.#receiver.mood.kind !== 'hanging') {
      report = await this.#order({ does: 'advance', durationMs: 0 });
    }
    return report;
  }

  async #order(order: DeskOrder): Promise<DeskReport> {
    const child = this.#child;
    if (child === null) throw new Error('the desk process is not there');
    const answered = new Promise<unknown>((resolve) => child.once('message', resolve));
    child.send(order);
    const report = deskReportSchema.parse(await answered);
    this.#droppedCount = report.droppedCount;
    return report;
  }
}

const bodySchema = z.looseObject({
  alertId: z.number(),
  event: z.enum(['raised', 'cleared']),
  phone: z.object({ number: z.number() }),
});

function readTold({ body }: Received): Told {
  const { phone, event } = bodySchema.parse(JSON.parse(body));
  return `${phone.number} ${event}`;
}

function isDone({ isReplied }: Received): boolean {
  return isReplied;
}

function countRepeats(received: readonly Received[]): number {
  const done = new Set<string>();
  let repeats = 0;
  for (const { eventId, isReplied } of received) {
    if (done.has(eventId)) repeats += 1;
    if (isReplied) done.add(eventId);
  }
  return repeats;
}

/** What the receiver had already taken when it dropped the reply, and replied well to later. */
function countLostReplies(received: readonly Received[]): number {
  const done = new Set(received.filter(isDone).map(({ eventId }) => eventId));
  return new Set(received.flatMap(({ eventId, isDropped }) => (isDropped && done.has(eventId) ? [eventId] : []))).size;
}

function countSplitIds(received: readonly Received[]): number {
  const ids = new Map<string, Set<string>>();
  for (const { body, eventId } of received) {
    const { alertId, event } = bodySchema.parse(JSON.parse(body));
    const key = `${alertId} ${event}`;
    ids.set(key, (ids.get(key) ?? new Set()).add(eventId));
  }
  return [...ids.values()].filter((known) => known.size > 1).length;
}

/** What a round of polls over all phones costs, with nothing to tell and with a receiver that hangs. */
async function measureDesk(count: number, rounds: number, say: (text: string) => void): Promise<Figure[]> {
  const receiver = new WebhookReceiver();
  await receiver.open();
  receiver.mood = { kind: 'hanging' };
  const running = await openDemoConsole({ phones: count });
  try {
    const { console } = running;
    const ready = await console.waitFor(
      ({ phones }) => phones.filter(({ state }) => state === 'ready').length === count,
      90_000,
    );
    const phoneIds = ready.phones.map(({ phoneId }) => phoneId);
    await console.call('operators.create', { name: '小王' });
    say(`polling ${count} phones without and with a hanging receiver`);
    await pollRounds(running, phoneIds, 1);
    const without = await pollRounds(running, phoneIds, rounds);
    await console.call('alerts.setWebhook', { isOn: true, url: receiver.url, format: 'json', minSeverity: 'warn' });
    // No phone has that much free: as many alerts as phones, and a message for each.
    await console.call('settings.update', { patch: { storageLowPercent: 90 } });
    const full = await console.waitFor(({ alertCount }) => alertCount >= count, 20_000);
    const withHanging = await pollRounds(running, phoneIds, rounds);
    await console.call('alerts.setWebhook', { isOn: false, url: null, format: 'json', minSeverity: 'warn' });
    const again = await pollRounds(running, phoneIds, rounds);
    // The first rounds of a console are its slowest.
    const usualMs = Math.min(without.medianMs, again.medianMs);
    return [
      told('phones polled, rounds each', `${count} × ${rounds}`),
      atLeast('alerts on the desk while the receiver hangs', full.alertCount, count, 'alerts'),
      atLeast('requests that hang', receiver.received.length, 1, 'requests'),
      told(
        'a round of polls without the webhook',
        `before ${Math.round(without.medianMs)}, after ${Math.round(again.medianMs)} ms`,
      ),
      atMost('a round of polls while it hangs', withHanging.medianMs, Math.round(usualMs * 1.3 + 50), 'ms'),
      told(
        'longest block of the main loop without',
        `before ${Math.round(without.worstMs)}, after ${Math.round(again.worstMs)} ms`,
      ),
      atMost('longest block of the main loop while it hangs', withHanging.worstMs, 50, 'ms'),
    ];
  } finally {
    await running.close();
    await receiver.close();
  }
}

async function pollRounds(
  { console }: DemoConsole,
  phoneIds: string[],
  rounds: number,
): Promise<{ medianMs: number; worstMs: number }> {
  const watch = new LoopWatch();
  const durations: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const startedMs = performance.now();
    await console.call('phones.recheck', { phoneIds });
    durations.push(performance.now() - startedMs);
  }
  const medianMs = durations.toSorted((left, right) => left - right)[Math.floor(rounds / 2)] ?? 0;
  return { medianMs, worstMs: watch.end().workMs };
}
