import { describe, expect, test } from 'vitest';
import type { Host } from '../../../electron/contract/hosts.ts';
import { noNotes } from '../../../electron/devices/fault-reading/desk-notes.ts';
import { DropJournal } from '../../../electron/devices/fault-reading/drop-journal.ts';
import { HostJournal } from '../../../electron/devices/fault-reading/host-journal.ts';
import { PhoneJournal } from '../../../electron/devices/fault-reading/phone-journal.ts';
import { makePhone } from '../../support/live-phone.ts';
import { now, serverLoss } from './desk-samples.ts';

function makeHost(change: Partial<Host> = {}): Host {
  return {
    hostId: 'local',
    name: '',
    kind: 'local',
    address: '127.0.0.1',
    port: 5555,
    state: 'up',
    stateSinceAt: now,
    fault: null,
    serverVersion: null,
    adbPath: null,
    phoneCount: 0,
    ...change,
  };
}

/** What is noted of a phone that is found to run another boot. */
function restart(isAsked: boolean): readonly number[] {
  const journal = new DropJournal({ placeOf: () => null, isRestartAsked: () => isAsked, earlier: noNotes });
  journal.take({ kind: 'identified', phoneId: 'a', hasRebooted: true }, now);
  return journal.rebootsOf('a');
}

describe('restarts of a phone', () => {
  test('count when it did them by itself', () => {
    expect(restart(false)).toEqual([now]);
  });

  test('do not when they were asked for', () => {
    expect(restart(true)).toEqual([]);
  });

  test('are asked for while one that was asked for is due', () => {
    const journal = new PhoneJournal(new Map());
    const reason = { code: 'rebooting', params: {} } as const;
    journal.take(makePhone({ phoneId: 'a', state: 'absent', reason }), now);
    journal.take(makePhone({ phoneId: 'a', state: 'absent', reason }), now + 5_000);
    expect(journal.isRestartAsked('a', now + 60_000, 240_000)).toBe(true);
    expect(journal.isRestartAsked('a', now + 240_001, 240_000)).toBe(false);
    expect(journal.isRestartAsked('b', now, 240_000)).toBe(false);
  });
});

describe('losses of a server', () => {
  const surroundings = { stateSinceAt: now, hasPhones: true, isRead: true };
  const lossesOf = (journal: HostJournal) => journal.evidenceOf(makeHost(), surroundings).losses;

  test('are noted when it goes, and not because the console began', () => {
    const journal = new HostJournal(new Map([['local', [serverLoss(60_000, 41, 41)]]]));
    journal.take(makeHost({ state: 'connecting' }), now);
    journal.take(makeHost({ state: 'up', serverVersion: 41 }), now + 100);
    expect(lossesOf(journal)).toHaveLength(1);
    journal.take(makeHost({ state: 'down' }), now + 200);
    expect(lossesOf(journal)).toHaveLength(2);
  });

  test('that were open when the console was closed end when it finds the server back', () => {
    const open = { ...serverLoss(60_000, 41, null), backAt: null };
    const journal = new HostJournal(new Map([['local', [open]]]));
    journal.take(makeHost({ state: 'up', serverVersion: 42 }), now);
    expect(lossesOf(journal)).toMatchObject([{ versionBefore: 41, backAt: now, versionAfter: 42 }]);
    expect(journal.notes.get('local')).toEqual(lossesOf(journal));
  });
});
