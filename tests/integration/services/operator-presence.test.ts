import { expect, test } from 'vitest';
import { procedures } from '../../../electron/contract/procedures.ts';
import { valueOf } from '../../support/device-layer.ts';
import { startTestConsole } from '../../support/services.ts';

test('whoever left answers for nothing more: the next act asks who is there', async () => {
  const console = await startTestConsole();
  const act = () => console.call('lists.add', { list: 'opt-out', name: '李四', note: '' });
  await console.call('operators.create', { name: '小王' });
  expect(await act()).toMatchObject({ ok: true });
  expect((await console.snapshot()).operator?.name).toBe('小王');
  valueOf(await console.call('operators.leave', {}));
  expect((await console.snapshot()).operator).toBeNull();
  expect(await act()).toMatchObject({ error: { code: 'operator-required' } });
});

test("a supervisor's PIN is asked for again, and entering it is enough", async () => {
  const console = await startTestConsole();
  await console.call('operators.create', { name: '小王' });
  const listed = await console.call('operators.list', {});
  const [own] = procedures['operators.list'].output.parse(valueOf(listed)).operators;
  const operatorId = own?.operatorId ?? '';
  expect(own?.presentSinceAt).not.toBeNull();
  await console.call('operators.setPin', { operatorId, pin: '2468', formerPin: null });
  const mark = () => console.call('operators.setSupervisor', { operatorId, isSupervisor: true });
  expect(await mark()).toMatchObject({ error: { code: 'supervisor-pin-required', detail: { operator: '小王' } } });
  valueOf(await console.call('operators.confirm', { pin: '2468' }));
  expect(await mark()).toMatchObject({ ok: true });
});
