import { expect, test, vi } from 'vitest';
import { certaintySchema } from '../../../electron/contract/certainty.ts';
import { procedures } from '../../../electron/contract/procedures.ts';
import { createSystemClock } from '../../../electron/runtime/clock.ts';
import { PcClock } from '../../support/accounts/clocked-desk.ts';
import { startRealLookingDesk, whenPolled } from '../../support/accounts/real-looking-desk.ts';
import { valueOf } from '../../support/device-layer.ts';
import { startTestConsole } from '../../support/services.ts';

const dayMs = 86_400_000;
const soon = { timeout: 60_000, interval: 100 };

test('the date of the only phone put a day ahead makes no new day, until somebody says that it is the PC which is wrong', async () => {
  const pc = createSystemClock();
  const phoneClock = new PcClock(pc);
  phoneClock.aheadMs = dayMs;
  const desk = await startRealLookingDesk(phoneClock);
  const console = await startTestConsole({ clock: pc, localAdbPort: desk.adbPort });
  await whenPolled(console);
  const certainty = async () => certaintySchema.parse(valueOf(await console.call('accounts.certainty', {})));
  const phoneId = (await console.snapshot()).phones[0]?.phoneId ?? '';
  const asked = { kind: 'unsure', why: 'phone-alone', said: [{ phoneId }] };
  await vi.waitFor(async () => expect((await certainty()).time).toMatchObject(asked), soon);
  expect(Math.abs((await certainty()).now - pc.now())).toBeLessThan(60_000);

  valueOf(await console.call('operators.create', { name: '小王' }));
  valueOf(await console.call('accounts.believePhone', { phoneId }));
  const page = await console.call('audit.page', { beforeSeq: null, limit: 1 });
  const lines = procedures['audit.page'].output.parse(valueOf(page));
  expect(lines.entries).toMatchObject([{ action: 'accounts.believePhone', subject: phoneId, operatorName: '小王' }]);
  const { time, now } = await certainty();
  expect(time).toMatchObject({ kind: 'known', phoneIds: [phoneId], isBackedUp: false });
  expect(Math.abs(now - phoneClock.now())).toBeLessThan(60_000);
}, 120_000);
