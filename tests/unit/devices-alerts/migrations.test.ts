import { join } from 'node:path';
import { expect, test } from 'vitest';
import { alertMigrations } from '../../../electron/devices/alerts/alert-migrations.ts';
import { OutboxStore } from '../../../electron/devices/alerts/webhook/outbox-store.ts';
import { describeTest } from '../../../electron/devices/alerts/webhook/webhook-message.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

test('150: what waited before waits on, and what is refused from then on is kept', () => {
  const file = join(makeTempFolder(), 'jiqun.db');
  const old = openTestStore(
    alertMigrations.filter(({ version }) => version < 150),
    { file },
  );
  const { ending: _none, ...message } = describeTest('event-1', 5, 'en');
  old
    .prepare<[string]>(`INSERT INTO alertOutbox (eventId, message, language, createdAt) VALUES ('event-1', ?, 'en', 5)`)
    .run(JSON.stringify(message));
  old.prepare('UPDATE alertWebhook SET droppedCount = 2, refusedCount = 7').run();
  old.dispose();
  const outbox = new OutboxStore(openTestStore(alertMigrations, { file }));
  expect(outbox.config()).toMatchObject({ isOn: false, droppedCount: 2 });
  const waiting = outbox.next(0);
  expect(waiting?.message).toMatchObject({ eventId: 'event-1', ending: null });
  outbox.setAside(waiting?.entryId ?? 0, 9, 200);
  expect(outbox.countAfter(0)).toEqual({ waitingCount: 0, waitingSinceAt: null, refusedCount: 1 });
});

test('151: alerts of single batteries that need a rest make way for the one of the desk; what has ended stays', () => {
  const file = join(makeTempFolder(), 'jiqun.db');
  const old = openTestStore(
    alertMigrations.filter(({ version }) => version < 151),
    { file },
  );
  const add = old.prepare<
    [Readonly<Record<string, string | number | null>>]
  >(`INSERT INTO alert (alertKey, phoneId, kind,
      severity, subject, subjectName, textCode, params, raisedAt, isTold, endedAt, ending)
    VALUES (@kind || '|phone|p', 'p', @kind, 'warn', '{"type":"phone","phoneId":"p"}', '', 'due', '{"days":9}', 1, 1,
      @endedAt, @ending)`);
  add.run({ kind: 'battery-rest', endedAt: null, ending: null });
  add.run({ kind: 'battery-rest', endedAt: 5, ending: 'over' });
  add.run({ kind: 'battery-hot', endedAt: null, ending: null });
  old.dispose();
  const kept = openTestStore(alertMigrations, { file })
    .prepare('SELECT kind, endedAt FROM alert ORDER BY alertId')
    .all();
  expect(kept).toEqual([
    { kind: 'battery-rest', endedAt: 5 },
    { kind: 'battery-hot', endedAt: null },
  ]);
});
