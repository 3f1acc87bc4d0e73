import { describe, expect, it } from 'vitest';
import { ScreenReader } from '../../../electron/automation/screen-reader.ts';
import type { PhoneShell } from '../../../electron/automation/screen-reader.ts';
import { fail, succeed } from '../../../electron/contract/outcome.ts';
import type { Outcome } from '../../../electron/contract/outcome.ts';
import { ManualClock } from '../../support/manual-clock.ts';

const tree = '<hierarchy><node text="a" package="com.example" bounds="[0,0][9,9]"/></hierarchy>';

interface Bench {
  readonly screen: ScreenReader;
  readonly commands: string[];
  readonly clock: ManualClock;
}

/** Answers the commands one after another, the last answer again and again. */
function benchWith(answers: readonly (string | Outcome<never>)[]): Bench {
  const commands: string[] = [];
  const clock = new ManualClock();
  const link: PhoneShell = {
    shell: (command) => {
      const answer = answers[Math.min(commands.length, answers.length - 1)] ?? '';
      commands.push(command);
      return Promise.resolve(
        typeof answer === 'string' ? succeed({ stdout: answer, stderr: '', exitCode: 0 }) : answer,
      );
    },
  };
  return { screen: new ScreenReader({ link, clock, signal: new AbortController().signal }), commands, clock };
}

describe('ScreenReader.dump', () => {
  it('removes the file before and after, so that no old tree is ever read', async () => {
    const { screen, commands } = benchWith([tree]);
    expect((await screen.dump()).ok).toBe(true);
    expect(commands[0]).toMatch(/^f=(\S+);rm -f \$f;uiautomator dump \$f 2>&1;cat \$f;rm -f \$f$/);
  });

  it('asks again when the phone gave no tree', async () => {
    const bench = benchWith(['ERROR: null root node returned by UiTestAutomationBridge.\n', tree]);
    const dumped = bench.screen.dump();
    await bench.clock.advance(400);
    expect((await dumped).ok).toBe(true);
    expect(bench.commands).toHaveLength(2);
  });

  it.each([
    ['ERROR: null root node returned by UiTestAutomationBridge.\n', 'ui-tree-empty', 3],
    ['ERROR: could not get idle state.\n', 'ui-not-idle', 2],
  ])('gives up on "%s" with %s after %i times', async (output, code, times) => {
    const bench = benchWith([output]);
    const dumped = bench.screen.dump();
    await bench.clock.advance(2_000);
    expect(await dumped).toMatchObject({ error: { code } });
    expect(bench.commands).toHaveLength(times);
  });

  it('does not ask again when the phone itself is gone', async () => {
    const bench = benchWith([fail('phone-gone', 'gone')]);
    expect(await bench.screen.dump()).toMatchObject({ error: { code: 'phone-gone' } });
    expect(bench.commands).toHaveLength(1);
  });
});

describe('ScreenReader acts', () => {
  it('tap and swipe at whole pixels', async () => {
    const { screen, commands } = benchWith(['']);
    await screen.tap({ x: 10.4, y: 20.6 });
    await screen.swipe({ x: 1, y: 2 }, { x: 3, y: 4 }, 500);
    expect(commands).toEqual(['input tap 10 21 2>&1', 'input swipe 1 2 3 4 500 2>&1']);
  });

  it('say input-not-permitted where MIUI forbids it', async () => {
    const { screen } = benchWith([
      'java.lang.SecurityException: Injecting input events requires the caller … INJECT_EVENTS\n',
    ]);
    expect(await screen.tap({ x: 1, y: 1 })).toMatchObject({ error: { code: 'input-not-permitted' } });
  });

  it('say command-failed for any other complaint of input', async () => {
    const { screen } = benchWith(['Error: Unknown command: tap\n']);
    expect(await screen.press('HOME')).toMatchObject({ error: { code: 'command-failed' } });
  });

  it('say command-failed for an app that cannot be opened, whatever the exit status', async () => {
    const { screen } = benchWith(['Starting: Intent { }\nError type 3\nError: Activity class {a/b} does not exist.\n']);
    expect(await screen.launch('a/b')).toMatchObject({
      error: { code: 'command-failed', detail: { reason: 'activity-missing' } },
    });
  });

  it('take it for opened when its task was only brought to the front', async () => {
    const { screen } = benchWith([
      'Starting: Intent { }\nWarning: Activity not started, its current task has been brought to the front\n',
    ]);
    expect((await screen.launch('a/b')).ok).toBe(true);
  });
});

describe('ScreenReader readings', () => {
  it('name the window with the focus', async () => {
    const { screen } = benchWith(['  mCurrentFocus=Window{1a2b u0 com.example/com.example.Main}\n']);
    expect(await screen.focus()).toMatchObject({ value: { kind: 'app', packageName: 'com.example' } });
  });

  it('name no window when the phone names none', async () => {
    expect(await benchWith(['  mCurrentFocus=null\n']).screen.focus()).toEqual({ ok: true, value: null });
  });

  it('tell a locked phone that is awake', async () => {
    const { screen } = benchWith(['  mWakefulness=Awake\n    mIsShowing=true\n    mInputRestricted=true\n']);
    expect(await screen.lock()).toEqual({
      ok: true,
      value: { isScreenOn: true, isKeyguardShowing: true, isKeyguardSecure: null },
    });
  });

  it('leave the lock unknown when the phone tells nothing', async () => {
    expect(await benchWith(['']).screen.lock()).toEqual({
      ok: true,
      value: { isScreenOn: null, isKeyguardShowing: null, isKeyguardSecure: null },
    });
  });

  it('tell whether an app is installed', async () => {
    expect(await benchWith(['package:/data/app/x-1/base.apk\n']).screen.isInstalled('x')).toMatchObject({
      value: true,
    });
    expect(await benchWith(['']).screen.isInstalled('x')).toMatchObject({ value: false });
  });
});
