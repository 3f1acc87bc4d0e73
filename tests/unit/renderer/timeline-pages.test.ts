import { describe, expect, it } from 'vitest';
import type { TimelineEntry } from '../../../electron/contract/account-timeline.ts';
import { readAnew, withNewest, withOlder } from '../../../renderer/features/growth/account/timeline-pages.ts';

/** Entries of these moments, newest first. */
function page(moments: readonly number[], hasMore: boolean) {
  const entries = moments.map((at): TimelineEntry => {
    return { key: `tick:${at}`, at, kind: 'tick', what: '', by: '', text: '' };
  });
  return { entries, hasMore };
}

const momentsOf = ({ entries }: ReturnType<typeof page>) => entries.map(({ at }) => at);

describe('the pages of a timeline', () => {
  it('follow each other to the end', () => {
    const whole = withOlder(page([5, 4], true), page([3, 2], false));
    expect([momentsOf(whole), whole.hasMore]).toEqual([[5, 4, 3, 2], false]);
  });

  it('stay where the newest are read anew', () => {
    const renewed = withNewest(page([5, 4, 3, 2], true), page([7, 6, 5, 4], true));
    expect([momentsOf(renewed), renewed.hasMore]).toEqual([[7, 6, 5, 4, 3, 2], true]);
  });

  it('give way to what is newest where something may be missing in between', () => {
    expect(momentsOf(withNewest(page([2, 1], true), page([9, 8], true)))).toEqual([9, 8]);
  });

  it('are all of it once the newest page is', () => {
    expect(withNewest(page([2, 1], true), page([2], false))).toEqual(page([2], false));
  });

  it('are read anew as far as they are held, within what main answers', () => {
    expect([readAnew(null), readAnew(page([3, 2], true)), readAnew(page([...Array(900).keys()], true))]).toEqual([
      20, 20, 200,
    ]);
  });
});
