import { describe, expect, it } from 'vitest';
import { succeed } from '../../../electron/contract/outcome.ts';
import type { Outcome } from '../../../electron/contract/outcome.ts';
import { readGroupList } from '../../../electron/groups/group-reader.ts';
import type { ListedGroups } from '../../../electron/groups/group-store.ts';
import type { Clock } from '../../../electron/runtime/clock.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { PaperMessenger } from './paper-messenger.ts';
import type { PaperOptions } from './paper-messenger.ts';

/** A clock on which waiting takes no time at all. */
function eagerClock(): Clock {
  let at = 0;
  return {
    now: () => at,
    monotonic: () => at,
    after: (delayMs, task) => {
      let isCancelled = false;
      queueMicrotask(() => {
        at += delayMs;
        if (!isCancelled) task();
      });
      return () => {
        isCancelled = true;
      };
    },
  };
}

async function read(options: PaperOptions): Promise<{ listed: Outcome<ListedGroups>; phone: PaperMessenger }> {
  const phone = new PaperMessenger(options);
  const signal = new AbortController().signal;
  const listed = await readGroupList({ link: phone, clock: eagerClock(), logger: silentLogger, signal });
  return { listed, phone };
}

function names(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `工作群 ${index + 1}`);
}

describe('readGroupList', () => {
  it('goes 通讯录 → 群聊, reads to the closing row and ends on the home screen', async () => {
    const { listed, phone } = await read({ names: names(37) });
    expect(listed).toEqual(succeed({ names: names(37), listedCount: 37, isComplete: true }));
    expect(phone.taps).toEqual(['通讯录', '群聊']);
    expect(phone.page).toBe('launcher');
  });

  it('believes a closing row only when the list does not move any more', async () => {
    const { listed, phone } = await read({ names: names(3) });
    expect(listed).toMatchObject({ value: { isComplete: true, listedCount: 3 } });
    expect(phone.commands.filter((command) => command.startsWith('input swipe'))).toHaveLength(1);
  });

  it('reads an empty list as complete when its closing row says 0', async () => {
    expect((await read({ names: [] })).listed).toEqual(succeed({ names: [], listedCount: 0, isComplete: true }));
  });

  it('counts two groups of one name as two', async () => {
    const twins = [...names(9), '家长群', '家长群', ...names(9)];
    expect((await read({ names: twins })).listed).toEqual(succeed({ names: twins, listedCount: 20, isComplete: true }));
  });

  it('counts thirty groups of one name as thirty', async () => {
    const same = Array.from({ length: 30 }, () => '客户群');
    expect((await read({ names: same })).listed).toMatchObject({ value: { names: same, isComplete: true } });
  });

  it.each([0, 5, 9, 10, 11, 19])(
    'takes a group at place %i that is called like a closing row for a group',
    async (at) => {
      const tricky = names(20).with(at, '3个群聊');
      expect((await read({ names: tricky })).listed).toMatchObject({ value: { names: tricky, isComplete: true } });
    },
  );

  it('says incomplete when the closing row counts more than there is', async () => {
    const { listed } = await read({ names: names(20), statedCount: 22 });
    expect(listed).toMatchObject({ value: { listedCount: 22, isComplete: false } });
  });

  it('says incomplete, without a count, when the list ends without a closing row', async () => {
    const { listed } = await read({ names: names(20), hasClosingRow: false });
    expect(listed).toEqual(succeed({ names: names(20), listedCount: null, isComplete: false }));
  });

  it.each(['chat', 'dialog', 'group-list', 'contacts'] as const)('finds its way from %s', async (startPage) => {
    const { listed, phone } = await read({ names: names(12), startPage });
    expect(listed).toMatchObject({ value: { isComplete: true } });
    expect(phone.taps.every((label) => label === '通讯录' || label === '群聊')).toBe(true);
  });

  it('scrolls the contacts up to find 群聊', async () => {
    const { listed } = await read({ names: names(4), startPage: 'contacts', contactsOffset: 700 });
    expect(listed).toMatchObject({ value: { isComplete: true } });
  });

  it('wakes a sleeping phone', async () => {
    const { listed, phone } = await read({ names: names(2), isScreenOn: false });
    expect(listed.ok).toBe(true);
    expect(phone.commands).toContain('input keyevent KEYCODE_WAKEUP 2>&1');
  });
});

describe('readGroupList on a lock screen', () => {
  it('opens one that asks for nothing', async () => {
    const { listed, phone } = await read({ names: names(2), isSwipeLocked: true });
    expect(listed.ok).toBe(true);
    expect(phone.commands).toContain('input keyevent KEYCODE_MENU 2>&1');
  });

  it('does not touch one that asks for a PIN', async () => {
    const { phone } = await read({ names: names(2), isLocked: true });
    expect(phone.commands.every((command) => !command.startsWith('input'))).toBe(true);
  });
});

describe('readGroupList faults', () => {
  it('screen-locked, without a single tap', async () => {
    const { listed, phone } = await read({ names: names(2), isLocked: true });
    expect(listed).toMatchObject({ error: { code: 'screen-locked' } });
    expect(phone.commands.some((command) => /^(?:am|input (?:tap|swipe))/.test(command))).toBe(false);
  });

  it('screen-locked when the phone locks itself on the way', async () => {
    const { listed } = await read({ names: names(2), startPage: 'keyguard' });
    expect(listed).toMatchObject({ error: { code: 'screen-locked' } });
  });

  it('messenger-missing, without opening anything', async () => {
    const { listed, phone } = await read({ names: [], isInstalled: false });
    expect(listed).toMatchObject({ error: { code: 'messenger-missing' } });
    expect(phone.commands.some((command) => command.startsWith('am '))).toBe(false);
  });

  it('ui-tree-blocked when the messenger shows one empty view, and leaves it', async () => {
    const dumpOutput = '<hierarchy><node package="com.tencent.mm" bounds="[0,0][0,0]"/></hierarchy>';
    const { listed, phone } = await read({ names: [], dumpOutput });
    expect(listed).toMatchObject({ error: { code: 'ui-tree-blocked' } });
    expect(phone.taps).toEqual([]);
    expect(phone.page).toBe('launcher');
  });

  it('ui-tree-blocked when its views carry no words', async () => {
    const { listed, phone } = await read({ names: [], startPage: 'blank' });
    expect(listed).toMatchObject({ error: { code: 'ui-tree-blocked', detail: { reason: 'no-words' } } });
    expect(phone.taps).toEqual([]);
  });

  it('ui-not-idle after two dumps in vain', async () => {
    const { listed, phone } = await read({ names: [], dumpOutput: 'ERROR: could not get idle state.\n' });
    expect(listed).toMatchObject({ error: { code: 'ui-not-idle' } });
    expect(phone.commands.filter((command) => command.includes('uiautomator'))).toHaveLength(2);
  });

  it('stops at a warning of the platform without touching it', async () => {
    const { listed, phone } = await read({ names: [], startPage: 'warning' });
    expect(listed).toMatchObject({ error: { code: 'ui-unexpected-screen', detail: { reason: 'platform-warning' } } });
    expect(phone.commands.some((command) => /BACK|tap/.test(command))).toBe(false);
  });

  it('input-not-permitted when the phone refuses taps', async () => {
    const inputOutput =
      'java.lang.SecurityException: Injecting to another application requires INJECT_EVENTS permission\n';
    expect((await read({ names: names(2), inputOutput })).listed).toMatchObject({
      error: { code: 'input-not-permitted' },
    });
  });

  it('aborted when its signal fires', async () => {
    const stop = new AbortController();
    const phone = new PaperMessenger({ names: names(50) });
    const shell = phone.shell.bind(phone);
    phone.shell = (command) => {
      if (command.startsWith('input swipe')) stop.abort();
      return shell(command);
    };
    const deps = { link: phone, clock: eagerClock(), logger: silentLogger, signal: stop.signal };
    expect(await readGroupList(deps)).toMatchObject({ error: { code: 'aborted' } });
  });
});
