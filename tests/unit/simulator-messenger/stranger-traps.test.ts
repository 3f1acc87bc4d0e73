import { describe, expect, it } from 'vitest';
import { setTrap, trapKinds } from '../../../simulator/messenger/stranger-traps.ts';
import { createStranger } from '../../../simulator/messenger/stranger.ts';
import { unorderedActs } from '../../support/groups/act-judge.ts';
import { walkCarelessly } from '../../support/groups/careless-hand.ts';
import { MessengerPhone, variantOf } from '../../support/messenger-phone.ts';

const base = variantOf('8.0.40');
/** What a careless hand does in each trap; nothing where the trap only keeps it from renaming. */
const bites: Readonly<Record<(typeof trapKinds)[number], string | null>> = {
  'remark-under-known-label': 'set-remark',
  'alias-under-known-label': 'set-alias',
  'decoy-under-known-label': 'set-remark',
  'leave-under-known-label': 'leave-group',
  'clear-under-known-label': 'clear-history',
  'dissolve-under-known-label': 'dissolve-group',
  'leave-in-known-place': 'leave-group',
  'known-button-of-another-act': 'clear-history',
  'known-button-twice': 'leave-group',
  'yes-leaves-the-group': 'leave-group',
  'yes-drops-the-change': null,
  'yes-in-the-place-of-no': null,
};

describe('a trap', () => {
  it.each(trapKinds)('%s leads whoever reads nothing into another act', (trap) => {
    const { world, order } = walkCarelessly(base, trap);
    expect(world.acts.deeds().map(({ kind }) => kind)).toEqual([bites[trap]].filter((kind) => kind !== null));
    expect(unorderedActs(world.acts.read(), [order]).length > 0).toBe(bites[trap] !== null);
  });

  it.each(trapKinds)('%s still has a row for the name', (trap) => {
    const rows = setTrap(base, trap).info.rows.filter(({ role }) => role === 'name');
    expect(rows).toHaveLength(1);
  });
});

describe('an update of the messenger', () => {
  it('ends the one that ran, and is of another version for the same account', () => {
    const phone = new MessengerPhone();
    const stranger = createStranger(5);
    const account = phone.messenger.account.accountId;
    phone.device.updateMessenger(stranger);
    const { display, packages } = phone.device.phone;
    expect(display.screens.isRunning('com.tencent.mm')).toBe(false);
    expect(packages.get('com.tencent.mm')?.versionName).toBe(stranger.version);
    expect(display.messenger).toMatchObject({ variant: stranger, account: { accountId: account } });
  });
});
