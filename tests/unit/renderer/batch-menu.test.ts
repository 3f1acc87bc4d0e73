import { describe, expect, it } from 'vitest';
import { needsConfirmation, rareActs, wouldChange } from '../../../renderer/features/devices/batch-menu.ts';
import { samplePhone } from './sample-phone.ts';

it('asks before acts that interrupt a phone or lose its record, and before no other', () => {
  expect(needsConfirmation({ kind: 'reboot' })).toBe(true);
  expect(needsConfirmation({ kind: 'forget' })).toBe(true);
  expect(needsConfirmation({ kind: 'recheck' })).toBe(false);
  expect(needsConfirmation({ kind: 'set-aside', isSetAside: true })).toBe(false);
});

describe('acts are offered', () => {
  const live = samplePhone();
  const gone = samplePhone({ state: 'absent', routes: live.routes.map((route) => ({ ...route, isLive: false })) });
  const aside = samplePhone({ state: 'set-aside', isExpected: false });
  const offered = (...phones: (typeof live)[]): readonly string[] =>
    rareActs.filter((act) => wouldChange(act, phones)).map((act) => JSON.stringify(Object.values(act)));

  it('only where they would change something', () => {
    expect(offered(live)).toEqual(['["set-aside",true]', '["set-expected",false]']);
    expect(offered(aside)).toEqual(['["set-aside",false]', '["set-expected",true]']);
  });

  it('in both directions where the phones differ', () => {
    expect(offered(live, aside)).toHaveLength(4);
  });

  it('to forget a phone only when nothing reaches it', () => {
    expect(offered(gone)).toContain('["forget"]');
    expect(offered(live)).not.toContain('["forget"]');
  });
});
