import { beforeEach, describe, expect, it } from 'vitest';
import { automationMigrations } from '../../../electron/automation/automation-migrations.ts';
import { RehearsalStore, type Rehearsal } from '../../../electron/automation/rehearsal/rehearsal-store.ts';
import { openTestStore } from '../../support/open-test-store.ts';

const kind = { phoneModel: 'Redmi 7', appVersion: '8.0.78' };
const passed: Rehearsal = {
  ...kind,
  act: 'rename-group',
  digest: 'a1',
  isPassed: true,
  code: 'ok',
  note: '',
  rehearsedAt: 1_700_000_000_000,
};

let rehearsals: RehearsalStore;

beforeEach(() => {
  rehearsals = new RehearsalStore(openTestStore(automationMigrations));
});

describe('a rehearsal', () => {
  it('holds for its model, version, act and state of the playbook', () => {
    rehearsals.save(passed);
    expect(rehearsals.hasPassed(kind, 'rename-group', 'a1')).toBe(true);
  });

  it.each([
    ['another version', { ...kind, appVersion: '8.0.79' }, 'rename-group', 'a1'],
    ['another model', { ...kind, phoneModel: 'Redmi 8' }, 'rename-group', 'a1'],
    ['another act', kind, 'read-group', 'a1'],
    ['a changed playbook', kind, 'rename-group', 'b2'],
  ] as const)('does not hold for %s', (_what, other, act, digest) => {
    rehearsals.save(passed);
    expect(rehearsals.hasPassed(other, act, digest)).toBe(false);
  });

  it('that did not pass takes the place of one that did', () => {
    rehearsals.save(passed);
    rehearsals.save({
      ...passed,
      isPassed: false,
      code: 'unknown-screen',
      note: 'save-name',
      rehearsedAt: 1_700_000_100_000,
    });
    expect(rehearsals.hasPassed(kind, 'rename-group', 'a1')).toBe(false);
    expect(rehearsals.list()).toEqual([expect.objectContaining({ code: 'unknown-screen', isPassed: false })]);
  });
});

describe('a view tree', () => {
  it('is unknown until somebody looked', () => {
    expect(rehearsals.isBlocked(kind)).toBeNull();
  });

  it('is as it was last seen', () => {
    rehearsals.noteTree(kind, true, 1);
    expect(rehearsals.isBlocked(kind)).toBe(true);
    rehearsals.noteTree(kind, false, 2);
    expect(rehearsals.isBlocked(kind)).toBe(false);
  });
});
