import { describe, expect, it } from 'vitest';
import { nameCaller, readBlockMs } from '../../bench/measure/block-caller.ts';
import type { LateBeat, Profile } from '../../bench/measure/block-watch.ts';

/** root > (idle); root > poll > parse; root > other. A sample every millisecond from the moment 0 on. */
function profileOf(samples: readonly ('idle' | 'poll' | 'parse' | 'other')[]): Profile {
  const ids = { idle: 2, poll: 3, parse: 4, other: 5 };
  return {
    startTime: 0,
    nodes: [
      { id: 1, callFrame: frame('(root)', ''), children: [2, 3, 5] },
      { id: 2, callFrame: frame('(idle)', '') },
      { id: 3, callFrame: frame('poll'), children: [4] },
      { id: 4, callFrame: frame('parse') },
      { id: 5, callFrame: frame('other') },
    ],
    samples: samples.map((name) => ids[name]),
    timeDeltas: samples.map(() => 1_000),
  };
}

function frame(functionName: string, url = 'file:///app/main.js') {
  return { functionName, url, lineNumber: 9 };
}

function beat(changes: Partial<LateBeat>): LateBeat {
  return { fromUs: 0, toUs: 6_000, lateMs: 5, runMs: 0, queuedMs: 0, ...changes };
}

describe('the caller of a block', () => {
  it('is the path that most samples of the block share, outermost first', () => {
    const profile = profileOf(['other', 'parse', 'parse', 'parse', 'poll', 'idle']);
    expect(nameCaller(profile, beat({}))).toBe('poll (main.js:10) > parse (main.js:10)');
  });

  it('is not what ran before or after the block', () => {
    const profile = profileOf(['parse', 'parse', 'parse', 'other', 'parse', 'parse']);
    expect(nameCaller(profile, { fromUs: 3_000, toUs: 4_000 })).toBe('other (main.js:10)');
  });

  it('is Electron where no JavaScript ran', () => {
    expect(nameCaller(profileOf(['idle', 'idle']), beat({}))).toBe('no JavaScript: Electron itself');
  });
});

describe('the length of a block', () => {
  it('is what the thread was on a core of the time that a beat was late', () => {
    expect(readBlockMs(profileOf([]), beat({ runMs: 3 }))).toBe(3);
  });

  it('counts a call that waits, for a disk say, though the thread is on no core', () => {
    expect(readBlockMs(profileOf(['poll', 'poll', 'poll', 'poll']), beat({ runMs: 0.2 }))).toBe(4);
  });

  it('is nothing when the thread slept and woke up late', () => {
    expect(readBlockMs(profileOf(['idle', 'idle', 'idle', 'idle']), beat({ lateMs: 60 }))).toBe(0);
  });

  it('leaves out the wait for a core that others had', () => {
    expect(readBlockMs(profileOf(['poll', 'poll', 'poll', 'poll']), beat({ runMs: 1, queuedMs: 3 }))).toBe(1);
  });

  it('is never longer than the beat was late', () => {
    expect(readBlockMs(profileOf([]), beat({ lateMs: 2, runMs: 7 }))).toBe(2);
  });
});
