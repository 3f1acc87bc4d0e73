import { expect, test } from 'vitest';
import { platformRulesVersion } from '../../../electron/contract/accounts.ts';
import { procedures } from '../../../electron/contract/procedures.ts';
import { valueOf } from '../../support/device-layer.ts';
import { startTestConsole, type TestConsole } from '../../support/services.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

async function readState(console: TestConsole) {
  return procedures['rules.state'].output.parse(valueOf(await console.call('rules.state', {})));
}

async function acknowledgedAt(console: TestConsole): Promise<number | null> {
  return (await readState(console)).acknowledgedAt;
}

test('the platform’s rules are read by each operator for themselves, once', async () => {
  const console = await startTestConsole();
  await console.call('operators.create', { name: '小王' });
  expect(await acknowledgedAt(console)).toBeNull();
  valueOf(await console.call('rules.acknowledge', { version: platformRulesVersion }));
  const readAt = await acknowledgedAt(console);
  expect(readAt).not.toBeNull();
  await console.call('operators.create', { name: '小李' });
  expect(await readState(console)).toMatchObject({ acknowledgedAt: null, hasReaders: true });
  const { operators } = procedures['operators.list'].output.parse(valueOf(await console.call('operators.list', {})));
  const wang = operators.find(({ name }) => name === '小王');
  await console.call('operators.choose', { operatorId: wang?.operatorId ?? '' });
  expect(await acknowledgedAt(console)).toBe(readAt);
});

test('nobody has read the rules before somebody says who they are', async () => {
  const console = await startTestConsole({ dataFolder: makeTempFolder() });
  expect(await acknowledgedAt(console)).toBeNull();
  expect((await readState(console)).hasReaders).toBe(false);
  expect(await console.call('rules.acknowledge', { version: platformRulesVersion })).toMatchObject({
    error: { code: 'operator-required' },
  });
});
