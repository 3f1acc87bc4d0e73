import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSeal, sealFileOf } from '../../../electron/accounts/custody/seal-file.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { backUp, factSpansOf, lastKnownAt, one, openAlone, run, start, two } from './custody-runs.ts';

describe('whether the ledger holds every act', () => {
  it('a new folder has nothing to lose', () => {
    const folder = makeTempFolder();
    expect(run(folder, 3).verdict).toEqual({ kind: 'new' });
    expect(run(folder, 0).verdict).toEqual({ kind: 'same' });
    expect(start(folder).custody.spans()).toEqual([]);
  });

  it.each([1, 4])('a backup that lacks %d acts is found out by so many', (acts) => {
    const folder = makeTempFolder();
    run(folder, 2);
    const restore = backUp(folder);
    run(folder, acts);
    restore();
    const { custody } = start(folder);
    expect(custody.verdict).toEqual({ kind: 'older', by: acts, most: acts, facts: 0 });
    const lost = { kind: 'older', missing: acts, most: acts, fromAt: lastKnownAt, untilAt: null };
    expect(custody.spans()).toEqual([{ spanId: 1, ...lost }]);
  });

  it('a backup that lacks nothing is none', () => {
    const folder = makeTempFolder();
    run(folder, 2);
    const restore = backUp(folder);
    restore();
    expect(start(folder).custody.verdict).toEqual({ kind: 'same' });
  });

  it('the same backup is found out again when it is restored again, even without an act in between', () => {
    const folder = makeTempFolder();
    run(folder, 2);
    const restore = backUp(folder);
    run(folder, 1);
    restore();
    run(folder, 0);
    restore();
    expect(run(folder, 0).verdict).toMatchObject({ kind: 'older' });
  });

  it('a backup from before a loss was found out is found out', () => {
    const folder = makeTempFolder();
    run(folder, 2);
    const restore = backUp(folder);
    rmSync(sealFileOf(folder));
    expect(run(folder, 0).verdict).toEqual({ kind: 'seal-missing' });
    restore();
    expect(run(folder, 0).verdict).toEqual({ kind: 'older', by: 1, most: null, facts: 1 });
  });

  it('an empty database in place of a damaged one is found out', () => {
    const folder = makeTempFolder();
    run(folder, 2);
    for (const suffix of ['', '-wal', '-shm']) rmSync(join(folder, `jiqun.db${suffix}`), { force: true });
    const { custody } = start(folder, { knownAt: null });
    expect(custody.verdict).toEqual({ kind: 'moved', what: 'folder' });
    expect(custody.spans()).toMatchObject([{ fromAt: 0, untilAt: null }]);
  });

  it('a seal that was deleted or damaged is found out, once', () => {
    const folder = makeTempFolder();
    run(folder, 2);
    rmSync(sealFileOf(folder));
    expect(run(folder, 0).verdict).toEqual({ kind: 'seal-missing' });
    expect(run(folder, 1).verdict).toEqual({ kind: 'same' });
    writeFileSync(sealFileOf(folder), 'nothing');
    expect(run(folder, 0).verdict).toEqual({ kind: 'seal-unreadable', cause: 'damaged' });
    expect(run(folder, 0).verdict).toEqual({ kind: 'same' });
  });

  it('a backup that lacks what was said of accounts is found out, though it lacks no act', () => {
    const folder = makeTempFolder();
    run(folder, 2);
    const restore = backUp(folder);
    const later = start(folder);
    for (let fact = 0; fact < 3; fact++) later.tell();
    later.end();
    restore();
    const { custody, store, end } = start(folder);
    expect(custody.verdict).toEqual({ kind: 'older', by: 0, most: 0, facts: 3 });
    expect(custody.spans()).toEqual([]);
    expect(factSpansOf(store)).toEqual([{ kind: 'older', missing: 3, fromAt: lastKnownAt, isSpread: 0 }]);
    end();
    restore();
    expect(run(folder, 0).verdict).toEqual({ kind: 'older', by: 0, most: 0, facts: 4 });
  });

  it('a backup that lacks acts alone leaves what was said of accounts as known', () => {
    const folder = makeTempFolder();
    run(folder, 2);
    const restore = backUp(folder);
    run(folder, 1);
    restore();
    expect(factSpansOf(start(folder).store)).toEqual([]);
  });

  it('on another computer anything may have been said of accounts', () => {
    const folder = makeTempFolder();
    run(folder, 2);
    const { store } = start(folder, { machine: two });
    expect(factSpansOf(store)).toMatchObject([{ kind: 'moved-machine', missing: null }]);
  });

  it('on another computer nobody knows how many are lacking, whatever the counts are', () => {
    const folder = makeTempFolder();
    run(folder, 2);
    const restore = backUp(folder);
    run(folder, 3, two);
    restore();
    const { custody } = start(folder, { machine: two });
    expect(custody.verdict).toEqual({ kind: 'moved', what: 'machine' });
    expect(custody.spans()).toMatchObject([{ missing: null, most: null }]);
  });

  it('an act that is several counts as many', () => {
    const folder = makeTempFolder();
    run(folder, 1);
    const restore = backUp(folder);
    const { store, custody, end } = start(folder);
    store.transaction(() => custody.countAct(lastKnownAt, 5));
    custody.seal();
    end();
    restore();
    expect(run(folder, 0).verdict).toMatchObject({ kind: 'older', by: 5, most: 5 });
  });

  it('of a backup from before counts were kept so, nobody knows how many it lacks at most', () => {
    const folder = makeTempFolder();
    run(folder, 2);
    const restore = backUp(folder);
    run(folder, 1);
    restore();
    const { store, end } = openAlone(folder);
    store.prepare('UPDATE custody SET era = 0').run();
    end();
    const next = start(folder);
    expect(next.custody.verdict).toEqual({ kind: 'older', by: 1, most: null, facts: 0 });
    expect(factSpansOf(next.store)).toEqual([]);
  });

  it('a folder that goes to another computer and back is found out at both', () => {
    const folder = makeTempFolder();
    run(folder, 2);
    expect(run(folder, 2, two).verdict).toEqual({ kind: 'moved', what: 'machine' });
    expect(run(folder, 1, two).verdict).toEqual({ kind: 'same' });
    expect(run(folder, 0).verdict).toEqual({ kind: 'moved', what: 'machine' });
  });

  it('a copy that is used at once is found out by the second, here and on another computer', () => {
    const folder = makeTempFolder();
    run(folder, 2);
    const here = makeTempFolder();
    const there = makeTempFolder();
    for (const copy of [here, there]) cpSync(folder, copy, { recursive: true });
    expect(start(folder).custody.verdict).toEqual({ kind: 'same' });
    expect(start(here).custody.verdict).toEqual({ kind: 'moved', what: 'copy' });
    expect(start(there, { machine: two }).custody.verdict).toEqual({ kind: 'moved', what: 'machine' });
  });

  it('a whole folder that was put back from a copy is found out', () => {
    const folder = makeTempFolder();
    run(folder, 2);
    const copy = makeTempFolder();
    cpSync(folder, copy, { recursive: true });
    run(folder, 3);
    rmSync(folder, { recursive: true });
    cpSync(copy, folder, { recursive: true });
    expect(start(folder).custody.verdict).toEqual({ kind: 'moved', what: 'copy' });
  });

  it('an act that was counted and not sealed, as a kill leaves it, is no loss', () => {
    const folder = makeTempFolder();
    const { store, custody, end } = start(folder);
    store.transaction(() => custody.countAct(lastKnownAt, 1));
    end();
    expect(start(folder).custody.verdict).toEqual({ kind: 'same' });
  });

  it('an act whose note is rolled back is not counted', () => {
    const folder = makeTempFolder();
    const { store, custody } = start(folder);
    const failing = (): void =>
      store.transaction(() => {
        custody.countAct(lastKnownAt, 1);
        throw new Error('no note');
      });
    expect(failing).toThrow('no note');
    custody.seal();
    expect(readSeal(sealFileOf(folder))).toMatchObject({ seal: { sequence: 0 } });
  });
});

describe('since when acts may be lacking', () => {
  it('is the last time that the ledger knew, or its last act', () => {
    const folder = makeTempFolder();
    const { act, end } = start(folder);
    act(lastKnownAt + 5_000);
    end();
    expect(start(folder, { machine: two }).custody.spans()).toMatchObject([{ fromAt: lastKnownAt + 5_000 }]);
  });

  it('ends when the true time is known, and outlasts restarts before and after', () => {
    const folder = makeTempFolder();
    run(folder, 1);
    run(folder, 0, two);
    const { custody, end } = start(folder, { machine: two });
    expect(custody.spans()).toMatchObject([{ kind: 'moved-machine', untilAt: null }]);
    expect(custody.settle(lastKnownAt + 60_000).ok).toBe(true);
    expect(custody.spans()).toMatchObject([{ untilAt: lastKnownAt + 60_000 }]);
    end();
    const next = start(folder, { machine: two }).custody;
    next.settle(lastKnownAt + 90_000);
    expect(next.spans()).toMatchObject([{ untilAt: lastKnownAt + 60_000 }]);
  });

  it('of several, each ends when it ended', () => {
    const folder = makeTempFolder();
    run(folder, 1);
    for (const [machine, minutes] of [[two, 1] as const, [one, 2] as const]) {
      const { custody, end } = start(folder, { machine });
      custody.settle(lastKnownAt + minutes * 60_000);
      end();
    }
    const ends = start(folder)
      .custody.spans()
      .map(({ untilAt }) => untilAt);
    expect(ends).toEqual([lastKnownAt + 60_000, lastKnownAt + 120_000]);
  });

  it('a count never goes back in the database, whoever writes', () => {
    const { store, act } = start(makeTempFolder());
    act();
    expect(() => store.prepare('UPDATE custody SET sequence = 0').run()).toThrow(/not taken back/u);
  });
});
