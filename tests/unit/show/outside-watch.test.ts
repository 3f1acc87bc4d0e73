import { describe, expect, it } from 'vitest';
import type { UiDriver } from '../../../electron/automation/ui-driver.ts';
import { parseHierarchy } from '../../../electron/automation/hierarchy.ts';
import { succeed, type Outcome } from '../../../electron/contract/outcome.ts';
import { pause } from '../../../electron/runtime/clock.ts';
import { OutsideWatch, uncoveredMs } from '../../support/automation/outside-watch.ts';
import { ManualClock } from '../../support/manual-clock.ts';

describe('time that nothing covers', () => {
  const span = { startMs: 10, endMs: 50 };

  it.each([
    ['all of it without covers', [], 40],
    [
      'what lies between two',
      [
        { startMs: 0, endMs: 20 },
        { startMs: 30, endMs: 60 },
      ],
      10,
    ],
    [
      'counted once where two overlap',
      [
        { startMs: 20, endMs: 40 },
        { startMs: 15, endMs: 35 },
      ],
      15,
    ],
    ['none within one that is longer', [{ startMs: 0, endMs: 99 }], 0],
    [
      'all of it beside covers of other times',
      [
        { startMs: 0, endMs: 10 },
        { startMs: 50, endMs: 70 },
      ],
      40,
    ],
  ])('is %s', (_what, covers, bareMs) => {
    expect(uncoveredMs(span, covers)).toBe(bareMs);
  });
});

const refused = (): Promise<never> => Promise.reject(new Error('not asked for here'));

const done = async (): Promise<Outcome<null>> => succeed(null);

/** A phone whose page reads what `words` say, look after look; taps are taken. */
function paperPhone(words: readonly string[]): UiDriver {
  let looks = 0;
  return {
    kind: 'dump',
    tree: async () => {
      const word = words[Math.min(looks++, words.length - 1)] ?? '';
      return parseHierarchy(
        `<?xml version='1.0' encoding='UTF-8' standalone='yes' ?><hierarchy rotation="0"><node index="0" text="${word}"
        resource-id="" class="android.widget.TextView" package="com.tencent.mm" content-desc="" checkable="false"
        checked="false" clickable="false" enabled="true" focusable="false" focused="false" scrollable="false"
        long-clickable="false" password="false" selected="false" bounds="[0,0][100,50]" /></hierarchy>`,
      );
    },
    tap: done,
    swipe: done,
    press: done,
    launch: done,
    setText: refused,
    screenshot: refused,
    focus: refused,
    lock: refused,
    isInstalled: refused,
    dispose: async () => undefined,
  };
}

async function watchLooks(words: readonly string[], tapAfter: number | null = null): Promise<readonly string[]> {
  const clock = new ManualClock();
  const watch = new OutsideWatch(paperPhone(words), clock);
  for (let look = 0; look < words.length; look++) {
    await watch.driver.tree();
    if (look === tapAfter) await watch.driver.tap({ x: 1, y: 1 });
    const waited = pause(watch.clock, 150);
    await clock.advance(150);
    await waited;
  }
  watch.end();
  return watch.pauses.map(({ cause }) => cause);
}

describe('a wait', () => {
  it('is the phone’s where the page changes after it, with those before it in a row', async () => {
    expect(await watchLooks(['loading', 'loading', 'there'])).toEqual(['phone', 'phone', 'engine']);
  });

  it('is the engine’s own where the page stays as it was', async () => {
    expect(await watchLooks(['there', 'there'])).toEqual(['engine', 'engine']);
  });

  it('is nobody’s when it is called off', () => {
    const watch = new OutsideWatch(paperPhone([]), new ManualClock());
    watch.clock.after(5_000, () => undefined)();
    watch.end();
    expect(watch.pauses).toEqual([]);
  });

  it('after a tap, before anybody looked, is the engine’s own: the tap changed the page, not the wait', async () => {
    expect(await watchLooks(['one', 'two'], 0)).toEqual(['engine', 'engine']);
  });
});
