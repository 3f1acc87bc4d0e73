import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSeal, sealFileOf } from '../../../electron/accounts/custody/seal-file.ts';
import { WitnessFolder, witnessFolderOf } from '../../../electron/accounts/custody/witness-file.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { lastKnownAt, one, run, start, two } from './custody-runs.ts';

/** An older copy of the folder, written into the files that are there: no file is another one by it. */
function keep(folder: string): () => void {
  const copy = makeTempFolder();
  cpSync(folder, copy, { recursive: true });
  return () => {
    for (const name of ['jiqun.db', 'custody.seal']) writeFileSync(join(folder, name), readFileSync(join(copy, name)));
    for (const suffix of ['-wal', '-shm']) rmSync(join(folder, `jiqun.db${suffix}`), { force: true });
  };
}

describe('a whole folder that is put back in the same files', () => {
  it('is found out by what the user’s own folder has, by so many', () => {
    const [folder, user] = [makeTempFolder(), makeTempFolder()];
    run(folder, 2, one, user);
    const putBack = keep(folder);
    run(folder, 3, one, user);
    putBack();
    const { custody, end } = start(folder, { user });
    expect(custody.verdict).toEqual({ kind: 'older', by: 3, most: 3, facts: 0 });
    expect(custody.spans()).toMatchObject([{ kind: 'older', missing: 3, fromAt: lastKnownAt }]);
    end();
    expect(run(folder, 1, one, user).verdict).toEqual({ kind: 'same' });
    putBack();
    // The seal is another file by now.
    expect(run(folder, 0, one, user).verdict).toEqual({ kind: 'moved', what: 'copy' });
  });

  it('is found out again when it is put back again, even without an act in between', () => {
    const [folder, user] = [makeTempFolder(), makeTempFolder()];
    run(folder, 2, one, user);
    const putBack = keep(folder);
    run(folder, 1, one, user);
    for (let time = 0; time < 3; time++) {
      putBack();
      expect(run(folder, 0, one, user).verdict).not.toEqual({ kind: 'same' });
    }
  });

  it('is found out where it lacks what was said of accounts alone', () => {
    const [folder, user] = [makeTempFolder(), makeTempFolder()];
    run(folder, 2, one, user);
    const putBack = keep(folder);
    const later = start(folder, { user });
    later.tell();
    later.end();
    putBack();
    expect(run(folder, 0, one, user).verdict).toEqual({ kind: 'older', by: 0, most: 0, facts: 1 });
  });

  it('passes without that, which is why it is there', () => {
    const folder = makeTempFolder();
    run(folder, 2);
    const putBack = keep(folder);
    run(folder, 3);
    putBack();
    expect(run(folder, 0).verdict).toEqual({ kind: 'same' });
  });

  it('lacks nothing where nothing was done since', () => {
    const [folder, user] = [makeTempFolder(), makeTempFolder()];
    run(folder, 2, one, user);
    keep(folder)();
    expect(run(folder, 0, one, user).verdict).toEqual({ kind: 'same' });
  });
});

describe('the user’s own folder', () => {
  it('says nothing of a folder that it does not know: a new one, an update, another user', () => {
    const folder = makeTempFolder();
    expect(run(folder, 2, one, makeTempFolder()).verdict).toEqual({ kind: 'new' });
    expect(run(folder, 1, one, makeTempFolder()).verdict).toEqual({ kind: 'same' });
  });

  it('of another computer says nothing of what was done here, and the move is found out as ever', () => {
    const [folder, user, other] = [makeTempFolder(), makeTempFolder(), makeTempFolder()];
    run(folder, 2, one, user);
    expect(run(folder, 1, two, other).verdict).toEqual({ kind: 'moved', what: 'machine' });
    expect(run(folder, 1, two, other).verdict).toEqual({ kind: 'same' });
    expect(run(folder, 1, one, user).verdict).toEqual({ kind: 'moved', what: 'machine' });
  });

  it('keeps two data folders apart', () => {
    const [first, second, user] = [makeTempFolder(), makeTempFolder(), makeTempFolder()];
    run(first, 5, one, user);
    expect(run(second, 1, one, user).verdict).toEqual({ kind: 'new' });
    for (const folder of [first, second]) expect(run(folder, 1, one, user).verdict).toEqual({ kind: 'same' });
  });

  it('tells a folder that a copy of it went on', () => {
    const [folder, copy, user] = [makeTempFolder(), makeTempFolder(), makeTempFolder()];
    run(folder, 5, one, user);
    cpSync(folder, copy, { recursive: true });
    expect(run(copy, 0, one, user).verdict).toEqual({ kind: 'moved', what: 'copy' });
    // It was looked at alone.
    expect(run(folder, 3, one, user).verdict).toEqual({ kind: 'same' });
    expect(run(copy, 1, one, user).verdict).toMatchObject({ kind: 'older', most: null });
    expect(run(folder, 1, one, user).verdict).not.toEqual({ kind: 'same' });
    expect(run(copy, 1, one, user).verdict).not.toEqual({ kind: 'same' });
  });

  it('that cannot be written stops nobody, and it is told', () => {
    const [folder, place] = [makeTempFolder(), makeTempFolder()];
    const user = join(place, 'file');
    writeFileSync(user, 'no folder');
    const { custody, act } = start(folder, { user });
    act();
    expect(custody.unwitnessed()?.file).toContain(user);
    rmSync(user);
    mkdirSync(user);
    act();
    expect(custody.unwitnessed()).toBeNull();
  });

  it('that holds a damaged note has none, and a whole one after the next act', () => {
    const [folder, user] = [makeTempFolder(), makeTempFolder()];
    run(folder, 2, one, user);
    const putBack = keep(folder);
    const witness = new WitnessFolder(user, silentLogger);
    const folderId = folderIdOf(folder);
    writeFileSync(join(user, `${folderId}.json`), 'nothing');
    expect([witness.of(folderId), witness.fault()]).toMatchObject([null, { cause: 'damaged' }]);
    run(folder, 1, one, user);
    expect(witness.of(folderId)).toMatchObject({ sequence: 3 });
    putBack();
    expect(run(folder, 0, one, user).verdict).toMatchObject({ kind: 'older', by: 1 });
  });
});

function folderIdOf(folder: string): string {
  const reading = readSeal(sealFileOf(folder));
  if (reading.kind !== 'read') throw new Error('no seal');
  return reading.seal.folderId;
}

it.each([
  ['linux', {}, '/h/.local/state/jiqun'],
  ['linux', { XDG_STATE_HOME: '/s' }, '/s/jiqun'],
  ['darwin', {}, '/h/Library/Application Support/JiqunWitness'],
  ['win32', { LOCALAPPDATA: '/l' }, '/l/JiqunWitness'],
  ['linux', { JIQUN_WITNESS: '/w' }, '/w'],
] as const)('on %s with %o it is %s', (platform, env, folder) => {
  expect(witnessFolderOf({ platform, home: '/h', env }).replaceAll('\\', '/')).toBe(folder);
});
