import { describe, expect, it } from 'vitest';
import { PaperPhone } from '../../support/automation/paper-phone.ts';
import { newName, rename } from '../../support/automation/paper-renaming.ts';

const sized = { groupName: '家长群', newName, expectedMembers: '38' };

describe('a verification', () => {
  it('reads the new name of a group that the ledger may have given it, and that is of its size', async () => {
    const phone = new PaperPhone({ name: newName });
    expect(await rename(phone, { purpose: 'verify', variables: sized, isGoalKnown: true })).toMatchObject({
      state: 'done',
      code: 'ok',
      verifiedBy: 'page',
    });
  });

  it.each<[string, { readonly isGoalKnown?: boolean; readonly expectedMembers?: string }]>([
    ['the ledger knows of no commit', { expectedMembers: '38' }],
    ['nobody knows its size', { isGoalKnown: true }],
    ['it is of another size', { isGoalKnown: true, expectedMembers: '200' }],
  ])('takes no group of the new name for one whose old name leads nowhere, where %s', async (_what, wishes) => {
    const phone = new PaperPhone({ name: '别人改的名字', other: { name: newName, memberCount: 38 } });
    const { isGoalKnown = false, ...more } = wishes;
    const variables = { groupName: '家长群', newName, ...more };
    expect(await rename(phone, { purpose: 'verify', variables, isGoalKnown })).toMatchObject({
      state: 'unknown',
      code: 'changed-meanwhile',
      verifiedBy: null,
    });
  });

  it('reads the old name', async () => {
    const phone = new PaperPhone();
    expect(await rename(phone, { purpose: 'verify' })).toMatchObject({ state: 'failed', code: 'still-before' });
    expect(phone.calls.some((call) => call.startsWith('tap 群聊名称'))).toBe(false);
  });

  it.each([
    ['is still called as before', {}],
    ['is gone', { isGone: true }],
  ])('is not content with another group of the new name where the group itself %s', async (_what, options) => {
    const phone = new PaperPhone({ ...options, other: { name: newName, memberCount: 38 } });
    const variables = { groupName: '家长群', newName, expectedMembers: '38' };
    expect(await rename(phone, { purpose: 'verify', variables })).toMatchObject({ state: 'unknown', verifiedBy: null });
  });

  it('looks once where the account’s own remark leads to the group under either name', async () => {
    const phone = new PaperPhone({ name: newName, remark: '我自己的叫法' });
    const variables = { groupName: '家长群', listedAs: '我自己的叫法', newName };
    expect(await rename(phone, { purpose: 'verify', variables })).toMatchObject({ state: 'done', verifiedBy: 'page' });
    expect(phone.calls.filter((call) => call.startsWith('type'))).toEqual(['type 我自己的叫法']);
  });

  it('keeps a picture of the page that reads so, before it looks whether the old name leads anywhere', async () => {
    const pages: string[] = [];
    const phone = new PaperPhone({
      name: newName,
      onCall: (call, on) => {
        if (call === 'screenshot') pages.push(on.page);
      },
    });
    await rename(phone, { purpose: 'verify', variables: sized, isGoalKnown: true });
    expect(pages).toContain('info');
  });

  it('does not know what it cannot find', async () => {
    expect(await rename(new PaperPhone({ name: '别的群' }), { purpose: 'verify' })).toMatchObject({ state: 'unknown' });
  });
});
