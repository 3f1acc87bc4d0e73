import { describe, expect, it } from 'vitest';
import type { SkinFamily } from '../../../electron/contract/preparation.ts';
import { fine, toFix, unknown } from '../../../electron/devices/preparation/finding.ts';
import { cureOfRefusal } from '../../../electron/devices/preparation/refusal-cures.ts';
import { settleFix, type Attempt } from '../../../electron/devices/preparation/step-fix.ts';

const change = { command: 'settings put global auto_time 1', before: '0', after: '1' };
const still = toFix('wrong', [], { changes: [change] });
const told = { at: 5, byHand: 'set-by-hand' } as const;
const refused: Attempt = {
  kind: 'refused',
  refusal: 'settings-not-permitted',
  words: 'WRITE_SECURE_SETTINGS',
  cure: 'allow-input',
};

describe('what came of an attempt', () => {
  it('is done only when the value reads right afterwards', () => {
    expect(settleFix({ kind: 'made' }, fine('right', []), told).outcome).toBe('done');
    expect(settleFix({ kind: 'made' }, still, told)).toMatchObject({ outcome: 'not-kept', cure: 'set-by-hand' });
  });

  it('is not known when the phone could not be asked again, or answered oddly', () => {
    expect(settleFix({ kind: 'made' }, null, told)).toMatchObject({ outcome: 'not-read-back', cure: 'look-again' });
    expect(settleFix({ kind: 'made' }, unknown('unreadable', []), told).outcome).toBe('not-read-back');
  });

  it('keeps the phone’s own words and the cure of a refusal', () => {
    expect(settleFix(refused, still, told)).toEqual({
      at: 5,
      outcome: 'refused',
      refusal: 'settings-not-permitted',
      words: 'WRITE_SECURE_SETTINGS',
      cure: 'allow-input',
    });
  });

  it('is done when the phone complained and changed it all the same', () => {
    expect(settleFix(refused, fine('right', []), told).outcome).toBe('done');
  });
});

function on(family: SkinFamily) {
  return { family, byHand: 'set-time-zone' } as const;
}

describe('the cure of a refusal', () => {
  it('is the vendor’s switch for what the switch withholds', () => {
    expect(cureOfRefusal('settings-not-permitted', on('samsung'))).toBe('allow-input');
    expect(cureOfRefusal('permission-denied', on('xiaomi'))).toBe('allow-input');
    expect(cureOfRefusal('install-user-restricted', on('xiaomi'))).toBe('allow-install');
  });

  it('is the step’s own where there is no such switch', () => {
    expect(cureOfRefusal('permission-denied', on('samsung'))).toBe('set-time-zone');
    expect(cureOfRefusal(null, on('samsung'))).toBe('set-time-zone');
  });
});
