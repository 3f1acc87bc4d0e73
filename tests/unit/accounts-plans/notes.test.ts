import { describe, expect, it } from 'vitest';
import { planWith } from '../../../electron/accounts/plans/plan-change.ts';
import { shipped } from './shipped.ts';

describe('what a person should see', () => {
  it('is a cap that falls from one stage to the next, which is allowed', () => {
    const { plan, notes } = planWith(shipped, 'stages.S5.caps.group_rename.per_day', 4, shipped);
    expect(plan).not.toBeNull();
    expect(notes).toMatchObject([
      {
        code: 'cap-falls',
        path: 'stages.S5.caps.group_rename.per_day',
        params: { action: 'group_rename', field: 'per_day', before: 'S4', from: 5, stage: 'S5', to: 4 },
      },
    ]);
  });

  it('is a cap that the one over a longer time never lets anybody reach', () => {
    const { plan, notes } = planWith(shipped, 'stages.S6.caps.group_rename.per_month', 20, shipped);
    expect(plan).not.toBeNull();
    expect(notes).toMatchObject([{ code: 'cap-out-of-reach', params: { field: 'per_day', wider: 20 } }]);
  });
});
