import { expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { webhookRefusedLimit, webhookWaitingLimit } from '../../../electron/contract/webhook.ts';
import { AlertStore } from '../../../electron/devices/alerts/alert-store.ts';
import { createWebhookAlerts } from '../../../electron/devices/alerts/webhook/webhook-alerts.ts';
import { Webhook } from '../../../electron/devices/alerts/webhook/webhook.ts';
import { AlertDesk, heat } from '../../support/alert-desk.ts';
import { RecordingLogger } from '../../support/recording-logger.ts';
import { WebhookReceiver, type ReceiverMood } from '../../support/webhook-receiver.ts';

async function setUp() {
  const receiver = new WebhookReceiver();
  await receiver.open();
  onTestFinished(() => receiver.close());
  const desk = new AlertDesk();
  const logger = new RecordingLogger();
  const { webhook, alerts } = start(desk, logger);
  webhook.change({ isOn: true, url: receiver.url, format: 'json', minSeverity: 'warn' }, () => undefined);
  return { receiver, desk, logger, webhook, alerts };
}

function start(desk: AlertDesk, logger: RecordingLogger) {
  const { store, clock } = desk;
  const webhook = new Webhook({ store, clock, machineClock: clock, logger, settings: desk.settings.current });
  const alerts = desk.start({
    recorder: webhook,
    sources: [createWebhookAlerts({ webhook, clock, machineClock: clock })],
  });
  onTestFinished(() => {
    alerts.dispose();
    webhook.dispose();
  });
  webhook.start();
  return { webhook, alerts };
}

/** Moves the clock until the webhook has nothing to wait for, or `isEnough`. */
async function runUntil(desk: AlertDesk, isEnough: () => boolean): Promise<void> {
  await vi.waitFor(
    async () => {
      await desk.clock.advance(1_000);
      expect(isEnough()).toBe(true);
    },
    { timeout: 10_000, interval: 2 },
  );
}

const messageSchema = z.looseObject({ event: z.string(), title: z.string() });

function messagesOf(receiver: WebhookReceiver): z.output<typeof messageSchema>[] {
  return receiver.received.map(({ body }) => messageSchema.parse(JSON.parse(body)));
}

test('an alert is told when it is raised and when it is over, without a serial', async () => {
  const { receiver, desk, webhook } = await setUp();
  desk.poll([heat(46)], { label: '前台', number: 12 });
  desk.poll([heat(40)]);
  await runUntil(desk, () => webhook.status().waitingCount === 0);
  expect(messagesOf(receiver)).toMatchObject([
    {
      source: 'jiqun',
      event: 'raised',
      severity: 'warn',
      kind: 'battery-hot',
      phone: { number: 12, label: '前台' },
      title: '警报 · 12 号 前台 · 电池过热',
      text: '电池 46 °C，到了 45 °C 的注意线',
    },
    { event: 'cleared', title: '已恢复 · 12 号 前台 · 电池过热' },
  ]);
  expect(receiver.received.map(({ body }) => body).join()).not.toContain('R58M');
  expect(webhook.status()).toMatchObject({ lastFailure: null, droppedCount: 0 });
});

test.each<[string, ReceiverMood | 'down', string]>([
  ['refuses connections', 'down', 'connection-refused'],
  ['never replies', { kind: 'hanging' }, 'timeout'],
  ['fails', { kind: 'failing', status: 500 }, 'server-error'],
  ['drops the connection before the reply', { kind: 'dropping' }, 'connection-lost'],
  ['wants less', { kind: 'failing', status: 429 }, 'rate-limited'],
  ['redirects', { kind: 'failing', status: 302 }, 'redirected'],
])('a receiver that %s gets the message later, under the same id', async (_name, mood, code) => {
  const { receiver, desk, webhook } = await setUp();
  if (mood === 'down') await receiver.close();
  else receiver.mood = mood;
  desk.poll([heat(46)]);
  await runUntil(desk, () => webhook.status().lastFailure !== null);
  expect(webhook.status()).toMatchObject({ waitingCount: 1, lastFailure: { code } });
  receiver.mood = { kind: 'well' };
  if (mood === 'down') await receiver.open();
  await runUntil(desk, () => webhook.status().waitingCount === 0);
  expect(new Set(receiver.received.map(({ eventId }) => eventId)).size).toBe(1);
  expect(receiver.delivered()).toHaveLength(1);
  expect(webhook.status().lastFailure).toBeNull();
});

/** A robot in the receiver's place; each request is answered with the next of these bodies, then well. */
function answerAsRobot({ receiver, webhook }: Awaited<ReturnType<typeof setUp>>, bodies: readonly string[]): void {
  webhook.change({ isOn: true, format: 'dingtalk', minSeverity: 'warn' }, () => undefined);
  const left = [...bodies];
  receiver.onRequest = () => (receiver.mood = { kind: 'well', body: left.shift() ?? '{"errcode":0}' });
}

const contentSchema = z.object({ text: z.object({ content: z.string() }) });

/** What the robot was sent, by the first word of each message. */
function headlines(receiver: WebhookReceiver): string[] {
  return receiver.received.map(({ body }) => {
    const { content } = contentSchema.parse(JSON.parse(body)).text;
    return /已恢复|警报/u.exec(content)?.[0] ?? '';
  });
}

test('a message refused three times with a code that nobody listed is set aside, and the next one arrives', async () => {
  const running = await setUp();
  const { receiver, desk, webhook, alerts } = running;
  answerAsRobot(running, ['{"errcode":999}', '{"errcode":999}', '{"errcode":999}']);
  desk.poll([heat(46)]);
  desk.poll([heat(40)]);
  await runUntil(desk, () => webhook.status().waitingCount === 0);
  expect(headlines(receiver)).toEqual(['警报', '警报', '警报', '已恢复']);
  expect(webhook.status()).toMatchObject({ refusedCount: 1, droppedCount: 0 });
  await desk.clock.advance(60_000);
  expect(alerts.list()).toMatchObject([
    { kind: 'webhook-stuck', severity: 'warn', textCode: 'refused', params: { count: 1 } },
  ]);
});

test('what was set aside goes out again under its id once the operator wants it, after a restart too', async () => {
  const running = await setUp();
  const { receiver, desk, logger, webhook, alerts } = running;
  answerAsRobot(running, ['{"errcode":999}', '{"errcode":999}', '{"errcode":999}']);
  desk.poll([heat(46)]);
  await runUntil(desk, () => webhook.status().refusedCount === 1);
  alerts.dispose();
  webhook.dispose();
  const second = start(desk, logger);
  expect(second.webhook.status()).toMatchObject({ refusedCount: 1, waitingCount: 0 });
  let settledCount = 0;
  second.webhook.settleRefused('resend', (count) => (settledCount = count));
  await runUntil(desk, () => second.webhook.status().waitingCount === 0);
  expect(settledCount).toBe(1);
  expect(new Set(receiver.received.map(({ eventId }) => eventId)).size).toBe(1);
  expect(receiver.received).toHaveLength(4);
  desk.poll([heat(40)]);
  await runUntil(desk, () => receiver.received.length === 5);
  expect(headlines(receiver).at(-1)).toBe('已恢复');
});

test('what was set aside can be given up, and the alert about it is over', async () => {
  const running = await setUp();
  const { desk, webhook, alerts } = running;
  answerAsRobot(running, ['{"errcode":999}', '{"errcode":999}', '{"errcode":999}']);
  desk.poll([heat(46)]);
  await runUntil(desk, () => alerts.list().some(({ kind }) => kind === 'webhook-stuck'));
  webhook.settleRefused('discard', () => undefined);
  expect(webhook.status()).toMatchObject({ refusedCount: 0, waitingCount: 0 });
  await runUntil(desk, () => alerts.list().every(({ kind }) => kind !== 'webhook-stuck'));
});

test('only so many refused messages are kept', async () => {
  const running = await setUp();
  const { desk, webhook } = running;
  const refusals = Array.from({ length: (webhookRefusedLimit + 2) * 3 }, () => '{"errcode":999}');
  answerAsRobot(running, refusals);
  for (let round = 0; round < webhookRefusedLimit / 2 + 1; round++) {
    desk.poll([heat(46)]);
    desk.poll([heat(40)]);
  }
  await runUntil(desk, () => webhook.status().waitingCount === 0);
  expect(webhook.status()).toMatchObject({ refusedCount: webhookRefusedLimit, droppedCount: 2 });
}, 60_000);

test.each([
  ['dingtalk', '{"errcode":130101,"errmsg":"send too fast, exceed 20 times per minute"}'],
  ['dingtalk', '{"errcode":410100}'],
  ['wecom', '{"errcode":45009}'],
  ['feishu', '{"code":11232}'],
  ['feishu', '{"code":9499,"msg":"too many request"}'],
] as const)('as %s: %s is waited for, a minute at least, and never given up', async (format, body) => {
  const { receiver, desk, webhook } = await setUp();
  webhook.change({ isOn: true, format, minSeverity: 'warn' }, () => undefined);
  receiver.mood = { kind: 'well', body };
  desk.poll([heat(46)]);
  await vi.waitFor(() => expect(webhook.status().nextAttemptAt).toBe(desk.clock.now() + 60_000));
  await runUntil(desk, () => receiver.received.length > 4);
  expect(webhook.status()).toMatchObject({ waitingCount: 1, refusedCount: 0, lastFailure: { code: 'rate-limited' } });
  receiver.mood = { kind: 'well', body: '{"errcode":0,"code":0}' };
  await runUntil(desk, () => webhook.status().waitingCount === 0);
});

test.each([
  ['dingtalk', '{"errcode":310000,"errmsg":"keywords not in content"}', 'robot-keyword'],
  ['dingtalk', '{"errcode":310000,"errmsg":"description:机器人发送签名不匹配"}', 'robot-signature'],
  ['feishu', '{"code":19022,"msg":"Ip Not Allowed"}', 'robot-ip'],
  ['wecom', '{"errcode":93000}', 'robot-gone'],
] as const)('as %s: %s names what is wrong (%s), and keeps the messages', async (format, body, code) => {
  const { receiver, desk, webhook } = await setUp();
  webhook.change({ isOn: true, format, minSeverity: 'warn' }, () => undefined);
  receiver.mood = { kind: 'well', body };
  desk.poll([heat(46)]);
  await runUntil(desk, () => receiver.received.length > 4);
  expect(webhook.status()).toMatchObject({ waitingCount: 1, refusedCount: 0, lastFailure: { code } });
});

test('switched off, the alert about it ends as that, not as a recovery', async () => {
  const { receiver, desk, webhook } = await setUp();
  receiver.mood = { kind: 'failing', status: 500 };
  desk.poll([heat(46)]);
  await desk.clock.advance(12 * 60_000);
  webhook.change({ isOn: false, format: 'json', minSeverity: 'warn' }, () => undefined);
  const page = { beforeId: null, limit: 10, kind: 'webhook-stuck', severity: null, phoneId: null } as const;
  expect(new AlertStore(desk.store).page(page)).toMatchObject([{ ending: 'webhook-off' }]);
});

test('a robot that answers 200 with an error of its own has not got the message', async () => {
  const { receiver, desk, webhook } = await setUp();
  webhook.change({ isOn: true, format: 'wecom', minSeverity: 'warn' }, () => undefined);
  receiver.mood = { kind: 'well', body: '{"errcode":93000,"errmsg":"invalid webhook url"}' };
  desk.poll([heat(46)]);
  await runUntil(desk, () => webhook.status().lastFailure !== null);
  expect(webhook.status().lastFailure).toEqual({ code: 'robot-gone', detail: 93_000 });
  receiver.mood = { kind: 'well', body: '{"errcode":0,"errmsg":"ok"}' };
  await runUntil(desk, () => webhook.status().waitingCount === 0);
  expect(JSON.parse(receiver.received[0]?.body ?? '')).toMatchObject({ msgtype: 'text' });
});

test('a message that is refused three times is set aside and counted, and the next one arrives', async () => {
  const { receiver, desk, logger, webhook } = await setUp();
  receiver.mood = { kind: 'failing', status: 422 };
  desk.poll([heat(46)]);
  desk.poll([heat(40)]);
  receiver.onRequest = () => {
    if (receiver.received.length > 3) receiver.mood = { kind: 'well' };
  };
  await runUntil(desk, () => webhook.status().waitingCount === 0);
  expect(messagesOf(receiver).map(({ event }) => event)).toEqual(['raised', 'raised', 'raised', 'cleared']);
  expect(webhook.status()).toMatchObject({ refusedCount: 1, droppedCount: 0, lastFailure: null });
  expect(logger.of('webhook-message-refused')).toHaveLength(1);
  expect(JSON.stringify(logger.lines)).not.toContain('verysecret');
});

test.each([401, 404, 500])('a message refused with HTTP %d is never given up', async (status) => {
  const { receiver, desk, webhook } = await setUp();
  receiver.mood = { kind: 'failing', status };
  desk.poll([heat(46)]);
  await runUntil(desk, () => receiver.received.length > 4);
  expect(webhook.status()).toMatchObject({ waitingCount: 1, refusedCount: 0 });
});

test('the operator is told while the oldest message waits for over ten minutes, and the webhook is not', async () => {
  const { receiver, desk, webhook, alerts } = await setUp();
  const isTold = (): boolean => alerts.list().some(({ kind }) => kind === 'webhook-stuck');
  receiver.mood = { kind: 'failing', status: 500 };
  desk.poll([heat(46)]);
  await desk.clock.advance(9 * 60_000);
  expect(isTold()).toBe(false);
  await desk.clock.advance(3 * 60_000);
  expect(alerts.list()[0]).toMatchObject({
    kind: 'webhook-stuck',
    severity: 'bad',
    subject: { type: 'desk' },
    params: { count: 1 },
  });
  expect(webhook.status().waitingCount).toBe(1);
  receiver.mood = { kind: 'well' };
  await runUntil(desk, () => webhook.status().waitingCount === 0);
  await vi.waitFor(() => expect(isTold()).toBe(false));
  expect(messagesOf(receiver).every(({ title }) => title.includes('电池过热'))).toBe(true);
});

test('Retry-After is respected', async () => {
  const { receiver, desk, webhook } = await setUp();
  receiver.mood = { kind: 'failing', status: 503, retryAfter: '120' };
  desk.poll([heat(46)]);
  await vi.waitFor(() => expect(webhook.status().nextAttemptAt).not.toBeNull());
  const { nextAttemptAt } = webhook.status();
  expect(nextAttemptAt).toBe(desk.clock.now() + 120_000);
  receiver.mood = { kind: 'well' };
  await desk.clock.advance(119_000);
  expect(receiver.received).toHaveLength(1);
  await runUntil(desk, () => webhook.status().waitingCount === 0);
});

test('what waits is sent by the next run of the console, in order', async () => {
  const { receiver, desk, logger, webhook, alerts } = await setUp();
  receiver.mood = { kind: 'hanging' };
  desk.poll([heat(46)]);
  desk.poll([heat(51)]);
  desk.poll([heat(40)]);
  await vi.waitFor(() => expect(receiver.received).toHaveLength(1));
  alerts.dispose();
  webhook.dispose();
  receiver.mood = { kind: 'well' };
  const second = start(desk, logger);
  await runUntil(desk, () => second.webhook.status().waitingCount === 0);
  const [first] = receiver.received;
  expect(receiver.delivered()[0]).toBe(first?.eventId);
  const told = messagesOf(receiver).slice(1);
  expect(told.map(({ event }) => event)).toEqual(['raised', 'worsened', 'cleared']);
});

test('only so many messages wait; the oldest is given up, counted and logged', async () => {
  const { receiver, desk, logger, webhook } = await setUp();
  await receiver.close();
  for (let round = 0; round < webhookWaitingLimit / 2 + 5; round++) {
    desk.poll([heat(46)]);
    desk.poll([heat(40)]);
  }
  const { waitingCount, droppedCount } = webhook.status();
  expect(waitingCount).toBe(webhookWaitingLimit);
  expect(droppedCount).toBe(10);
  expect(logger.of('webhook-messages-dropped').length).toBeGreaterThan(0);
});

test('switched off it sends nothing and gives up what waits', async () => {
  const { receiver, desk, webhook } = await setUp();
  receiver.mood = { kind: 'failing', status: 500 };
  desk.poll([heat(46)]);
  await runUntil(desk, () => webhook.status().lastFailure !== null);
  let givenUp = 0;
  webhook.change({ isOn: false, format: 'json', minSeverity: 'warn' }, (count) => (givenUp = count));
  expect(givenUp).toBe(1);
  desk.poll([heat(40)]);
  expect(webhook.status().waitingCount).toBe(0);
});

test('the address stands in no line of the log and in no status', async () => {
  const { receiver, desk, logger, webhook } = await setUp();
  receiver.mood = { kind: 'failing', status: 500 };
  desk.poll([heat(46)]);
  await runUntil(desk, () => webhook.status().lastFailure !== null);
  expect(JSON.stringify([logger.lines, webhook.status()])).not.toContain('verysecret');
  expect(webhook.status().host).toBe(`127.0.0.1:${receiver.port}`);
});

test('a test message goes past what waits, and says what came of it', async () => {
  const { receiver, desk, webhook } = await setUp();
  receiver.mood = { kind: 'failing', status: 404 };
  desk.poll([heat(46)]);
  await runUntil(desk, () => webhook.status().lastFailure !== null);
  const { signal } = new AbortController();
  expect(await webhook.test(signal)).toMatchObject({ failure: { code: 'http-refused', detail: 404 } });
  receiver.mood = { kind: 'well' };
  expect(await webhook.test(signal)).toMatchObject({ failure: null });
  expect(webhook.status().waitingCount).toBe(1);
});
