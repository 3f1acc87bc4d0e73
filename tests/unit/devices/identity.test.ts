import { describe, expect, it } from 'vitest';
import { compareBoots } from '../../../electron/devices/identity/boot-comparison.ts';
import { identityKeyOf, isJunkSerial } from '../../../electron/devices/identity/identity-key.ts';
import {
  decideIdentity,
  type IdentityCandidate,
  type IdentityCase,
} from '../../../electron/devices/identity/identity-decision.ts';
import { bootA, bootB, facts, reading } from './phone-samples.ts';

const now = 1_700_000_000_000;

function candidate(changes: Partial<IdentityCandidate> = {}): IdentityCandidate {
  return { phoneId: 'a', lastBootId: bootA, liveReadings: [], boundRoutes: [], ...changes };
}

function decide(changes: Partial<IdentityCase>): ReturnType<typeof decideIdentity> {
  const asked = { reading: reading({ bootId: bootB }), ...changes };
  return decideIdentity({
    routeId: 'new-route',
    key: identityKeyOf(asked.reading.facts),
    candidates: [],
    now,
    ...asked,
  });
}

describe('serials that identify nobody', () => {
  it.each(['0123456789ABCDEF', 'unknown', '', 'UNKNOWN', '00000000', '????', 'abc', null])('%j is junk', (serial) => {
    expect(isJunkSerial(serial)).toBe(true);
  });

  it.each(['R58M1234', 'a1b2c3d4', 'VD7P0001'])('%j identifies', (serial) => {
    expect(isJunkSerial(serial)).toBe(false);
  });

  it('a phone without a model has no identifying key', () => {
    expect(identityKeyOf(facts({ model: null })).isIdentifying).toBe(false);
  });
});

describe('comparing two boots', () => {
  it('equal boot ids are one phone, whatever the rest says', () => {
    expect(compareBoots(reading(), reading({ uptimeMs: 5, wlanAddress: 'other' }))).toBe('same');
  });

  it('different boot ids are two phones', () => {
    expect(compareBoots(reading(), reading({ bootId: bootB }))).toBe('different');
  });

  it('without boot ids, wlan address and moment of boot together make one phone', () => {
    const one = reading({ bootId: null });
    expect(compareBoots(one, { ...one, readAt: one.readAt + 3_000, uptimeMs: 1_003_100 })).toBe('same');
  });

  it('without boot ids, another moment of boot makes two phones', () => {
    expect(compareBoots(reading({ bootId: null }), reading({ uptimeMs: 90_000 }))).toBe('different');
  });

  it('without boot ids, another wlan address makes two phones', () => {
    expect(compareBoots(reading({ bootId: null }), reading({ wlanAddress: '02:00:00:00:00:02' }))).toBe('different');
  });

  it('stays unclear when one proof is missing', () => {
    expect(compareBoots(reading({ bootId: null }), reading({ wlanAddress: null }))).toBe('unclear');
  });
});

describe('deciding which phone answers', () => {
  it('a key never seen is a new phone', () => {
    expect(decide({})).toEqual({ kind: 'new', duplicateOf: [] });
  });

  it('an absent phone that comes back on another port keeps its row', () => {
    expect(decide({ candidates: [candidate()] })).toEqual({ kind: 'known', phoneId: 'a' });
  });

  it('two live routes with one boot id are one phone', () => {
    const usb = candidate({ liveReadings: [{ routeId: 'usb', reading: reading({ bootId: bootB }) }] });
    expect(decide({ candidates: [usb] })).toEqual({ kind: 'known', phoneId: 'a' });
  });

  it('two live routes with different boot ids, both fresh, are two phones', () => {
    const other = candidate({ liveReadings: [{ routeId: 'usb', reading: reading({ readAt: now }) }] });
    expect(decide({ candidates: [other] })).toEqual({ kind: 'new', duplicateOf: ['a'] });
  });

  it('an old reading of the other route proves nothing: it is asked again first', () => {
    const stale = candidate({ liveReadings: [{ routeId: 'wifi', reading: reading({ readAt: now - 60_000 }) }] });
    expect(decide({ candidates: [stale] })).toEqual({ kind: 'verify', routeIds: ['wifi'] });
  });

  it('doubt between two running phones becomes a row and a question', () => {
    const other = candidate({
      lastBootId: null,
      liveReadings: [{ routeId: 'usb', reading: reading({ bootId: null, wlanAddress: null }) }],
    });
    const asked = reading({ bootId: null });
    expect(decide({ reading: asked, candidates: [other] })).toEqual({ kind: 'unclear', otherPhoneId: 'a' });
  });

  it('an answered question is remembered by the route', () => {
    const other = candidate({
      lastBootId: null,
      liveReadings: [{ routeId: 'usb', reading: reading({ bootId: null, wlanAddress: null }) }],
      boundRoutes: [{ routeId: 'new-route', boundBy: 'operator' }],
    });
    const asked = reading({ bootId: null });
    expect(decide({ reading: asked, candidates: [other] })).toEqual({ kind: 'known', phoneId: 'a' });
  });

  it('of two phones with one serial, the port tells which came back', () => {
    const first = candidate({ boundRoutes: [{ routeId: 'port-1', boundBy: 'observed' }] });
    const second = candidate({ phoneId: 'b', boundRoutes: [{ routeId: 'port-2', boundBy: 'observed' }] });
    const decision = decide({ routeId: 'port-2', candidates: [first, second] });
    expect(decision).toEqual({ kind: 'known', phoneId: 'b' });
  });

  it('of two phones with one serial, the boot id outweighs the port', () => {
    const first = candidate({ lastBootId: bootB, boundRoutes: [] });
    const second = candidate({ phoneId: 'b', boundRoutes: [{ routeId: 'port-2', boundBy: 'observed' }] });
    expect(decide({ routeId: 'port-2', candidates: [first, second] })).toEqual({ kind: 'known', phoneId: 'a' });
  });

  it('two absent phones with one serial and a third port are a question, not a guess', () => {
    const candidates = [candidate(), candidate({ phoneId: 'b' })];
    expect(decide({ routeId: 'port-3', candidates })).toEqual({ kind: 'unclear', otherPhoneId: 'a' });
  });

  it('a junk serial alone never brings back an absent phone', () => {
    const asked = reading({ bootId: bootB, facts: facts({ hardwareSerial: '0123456789ABCDEF' }) });
    expect(decide({ reading: asked, candidates: [candidate()] })).toEqual({ kind: 'unclear', otherPhoneId: 'a' });
  });

  it('a junk serial on the remembered port is the remembered phone', () => {
    const asked = reading({ bootId: bootB, facts: facts({ hardwareSerial: '0123456789ABCDEF' }) });
    const known = candidate({ boundRoutes: [{ routeId: 'new-route', boundBy: 'observed' }] });
    expect(decide({ reading: asked, candidates: [known] })).toEqual({ kind: 'known', phoneId: 'a' });
  });
});
