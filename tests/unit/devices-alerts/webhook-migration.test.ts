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
