import { expect, test } from 'vitest';
import { readAppSession, sessionOf } from '../../../electron/automation/drivers/app-session.ts';
import { succeed } from '../../../electron/contract/outcome.ts';
import { TestPhone } from '../../support/phone-shell.ts';

test.each([
  ['pidof of Android 6 and later', 'b1\n--\n4711\n', 'b1 4711'],
  ['several processes of one name', 'b1\n--\n4711 4800\n', 'b1 4711'],
  ['ps of Android 5', 'b1\n--\nu0_a55    4711  520   1545 3322 ffffffff 0 S com.tencent.mm\n', 'b1 4711'],
  ['a boot that may not be read', '--\n4711\n', ' 4711'],
  ['an app that does not run', 'b1\n--\n', null],
  ['nothing at all', '', null],
])('%s', (_what, output, session) => {
  expect(sessionOf(output)).toBe(session);
});

test('of a messenger is the same while it runs, and another one once it was ended and started anew', async () => {
  const phone = new TestPhone();
  const shell = async (command: string) => succeed({ stdout: await phone.output(command), stderr: '', exitCode: 0 });
  const read = async () => {
    const answer = await readAppSession({ shell }, 'com.tencent.mm', new AbortController().signal);
    return answer.ok ? answer.value : answer;
  };
  const start = 'am start -n com.tencent.mm/com.tencent.mm.ui.LauncherUI';
  expect(await read()).toBeNull();
  await phone.run(start);
  const first = await read();
  expect(first).toMatch(/^\S+ \d+$/u);
  await phone.run('input keyevent HOME');
  await phone.run(start);
  expect(await read()).toBe(first);
  await phone.run('am force-stop com.tencent.mm');
  await phone.run(start);
  expect(await read()).not.toBe(first);
});
