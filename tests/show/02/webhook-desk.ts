import { z } from 'zod';
import { alertMigrations } from '../../../electron/devices/alerts/alert-migrations.ts';
import { replyTimeoutMs } from '../../../electron/devices/alerts/webhook/send-message.ts';
import { Webhook } from '../../../electron/devices/alerts/webhook/webhook.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { openStore } from '../../../electron/store/open-store.ts';
import { AlertDesk, heat } from '../../support/alert-desk.ts';
import { makePhone } from '../../support/live-phone.ts';
import { ManualClock } from '../../support/manual-clock.ts';

/** What the parent asks for; each order is answered once with a `DeskReport`. */
const orderSchema = z.discriminatedUnion('does', [
  z.object({
    does: z.literal('open'),
    file: z.string(),
    url: z.string(),
    now: z.number(),
    celsius: z.array(z.number()),
  }),
  z.object({ does: z.literal('heat'), phone: z.number(), celsius: z.number() }),
  z.object({ does: z.literal('advance'), durationMs: z.number() }),
]);
export type DeskOrder = z.input<typeof orderSchema>;

export const deskReportSchema = z.object({
  isUnderWay: z.boolean(),
  waitingCount: z.number(),
  droppedCount: z.number(),
});
export type DeskReport = z.output<typeof deskReportSchema>;

/** A clock that knows whether a delivery is under way: its timeout waits. */
class WatchedClock extends ManualClock {
  #deliveries = 0;

  get isDelivering(): boolean {
    return this.#deliveries > 0;
  }

  override after(delayMs: number, task: () => void): () => void {
    if (delayMs !== replyTimeoutMs) return super.after(delayMs, task);
    this.#deliveries += 1;
    let isOver = false;
    const end = (): void => {
      if (!isOver) this.#deliveries -= 1;
      isOver = true;
    };
    const cancel = super.after(delayMs, () => {
      end();
      task();
    });
    return () => {
      end();
      cancel();
    };
  }
}

interface Running {
  readonly desk: AlertDesk;
  readonly clock: WatchedClock;
  readonly webhook: Webhook;
}

/** The alert engine and its webhook on a real database, as a process that can be killed. */
function open({ file, url, now, celsius }: Extract<DeskOrder, { does: 'open' }>): Running {
  const clock = new WatchedClock(now);
  const opened = openStore({ file, migrations: alertMigrations, clock, logger: silentLogger });
  if (!opened.ok) throw new Error(opened.error.message);
  const desk = new AlertDesk({ clock, store: opened.value });
  for (const [index, value] of celsius.entries()) setHeat(desk, index, value);
  const store = opened.value;
  const webhook = new Webhook({
    store,
    clock,
    machineClock: clock,
    logger: silentLogger,
    settings: desk.settings.current,
  });
  if (!webhook.status().isOn) webhook.change({ isOn: true, url, format: 'json', minSeverity: 'warn' }, () => undefined);
  desk.start({ recorder: webhook });
  webhook.start();
  return { desk, clock, webhook };
}

function setHeat(desk: AlertDesk, phone: number, celsius: number): void {
  const phoneId = `phone-${phone}`;
  if (desk.phones.get(phoneId) === null) desk.phones.items.set(phoneId, makePhone({ phoneId, number: phone + 1 }));
  desk.poll([heat(celsius)], { phoneId });
}

let running: Running | null = null;

async function obey(message: unknown): Promise<DeskReport> {
  const order = orderSchema.parse(message);
  if (order.does === 'open') running = open(order);
  if (running === null) throw new Error('the desk was not opened');
  if (order.does === 'heat') setHeat(running.desk, order.phone, order.celsius);
  if (order.does === 'advance') await running.clock.advance(order.durationMs);
  const { waitingCount, droppedCount } = running.webhook.status();
  return { isUnderWay: running.clock.isDelivering, waitingCount, droppedCount };
}

process.on('message', (message) => {
  obey(message).then(
    (report) => process.send?.(report),
    (failure: unknown) => {
      process.stderr.write(`${String(failure)}\n`);
      process.exit(1);
    },
  );
});
