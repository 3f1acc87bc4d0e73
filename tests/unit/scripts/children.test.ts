import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import process from 'node:process';
import { expect, test, vi } from 'vitest';
import { Children } from '../../../scripts/bootstrap/children.mjs';
import { endLeftovers, findLeftovers, runMark } from '../../../scripts/launch/leftovers.mjs';

const limit = { timeoutMs: 20_000 };

function marked(): { mark: string; env: NodeJS.ProcessEnv } {
  const mark = randomUUID();
  return { mark, env: { ...process.env, [runMark]: mark } };
}

test('a program that ends well gives its output', async () => {
  const done = await new Children().run('sh', ['-c', 'echo out; echo err >&2'], limit);
  expect(done).toMatchObject({ isDone: true, exitCode: 0, stdout: 'out\n', stderr: 'err\n', problem: '' });
});

test('a program that fails, or that is not there, is a result with its reason', async () => {
  const failed = await new Children().run('sh', ['-c', 'echo the reason >&2; exit 3'], limit);
  expect(failed).toMatchObject({ isDone: false, exitCode: 3, problem: 'sh ended with 3: the reason' });
  const missing = await new Children().run('/nowhere/program', [], limit);
  expect(missing).toMatchObject({ isDone: false, exitCode: null });
  expect(missing.problem).toContain('/nowhere/program');
});

test.runIf(process.platform === 'linux')(
  'a program that takes too long is ended with all that it started',
  async () => {
    const { mark, env } = marked();
    const script = 'sleep 300 & sleep 300 & wait';
    const done = await new Children().run('sh', ['-c', script], { timeoutMs: 200, env });
    expect(done.problem).toContain('took longer');
    await vi.waitFor(async () => expect(await findLeftovers(mark)).toEqual([]));
  },
);

test.runIf(process.platform === 'linux')('stopping leaves nothing running and refuses to start more', async () => {
  const { mark, env } = marked();
  const children = new Children();
  children.start('sh', ['-c', 'sleep 300 & sleep 300'], { env, stdio: 'ignore' });
  await vi.waitFor(async () => expect(await findLeftovers(mark)).toHaveLength(3));
  await children.stopAll();
  await vi.waitFor(async () => expect(await findLeftovers(mark)).toEqual([]));
  expect(() => children.start('true', [], {})).toThrow('being stopped');
});

test.runIf(process.platform === 'linux')('a daemon that left its group is found by its mark and ended', async () => {
  const { mark, env } = marked();
  const children = new Children();
  const starter = children.start('setsid', ['--fork', 'sleep', '300'], { env, stdio: 'ignore' });
  await once(starter, 'exit');
  await vi.waitFor(async () => expect(await findLeftovers(mark)).toMatchObject([{ command: 'sleep 300' }]));
  await children.stopAll();
  expect(await findLeftovers(mark)).toHaveLength(1);
  expect(await endLeftovers(mark, 0)).toEqual(['sleep 300']);
  await vi.waitFor(async () => expect(await findLeftovers(mark)).toEqual([]));
});
