import { describe, expect, it } from 'vitest';
import { PaperPhone } from '../../support/automation/paper-phone.ts';
import { rename } from '../../support/automation/paper-renaming.ts';
import { paperRow } from '../../support/automation/paper-views.ts';

describe('looking for a group', () => {
  it('believes a search that says in words that it found nothing', async () => {
    const phone = new PaperPhone({ name: '别的群' });
    expect(await rename(phone)).toMatchObject({ state: 'failed', code: 'group-not-found' });
  });

  it('does not take a search that shows nothing, and does not say so, for one that found nothing', async () => {
    const phone = new PaperPhone({ name: '别的群', emptySearch: [] });
    expect(await rename(phone)).toMatchObject({ state: 'failed', code: 'unknown-screen' });
  });

  it.each<[string, string, string]>([
    ['group-not-found', 'was read to its count without it', '2个群聊'],
    ['unknown-screen', 'counts more groups than were read', '3个群聊'],
    ['unknown-screen', 'is not counted', '到底了'],
  ])('says %s where the search does not say so, and the list of groups %s', async (code, _what, closing) => {
    const savedGroups = { names: ['晨跑群', '夜跑群'], closing };
    const phone = new PaperPhone({ name: '别的群', emptySearch: [], savedGroups });
    expect(await rename(phone)).toMatchObject({ state: 'failed', code });
  });

  it('does not take a list without it for the word of a search that shows it where nobody looks', async () => {
    const emptySearch = [paperRow(200, ['家长群'])];
    const savedGroups = { names: ['晨跑群', '夜跑群'], closing: '2个群聊' };
    const phone = new PaperPhone({ name: '别的群', emptySearch, savedGroups });
    expect(await rename(phone)).toMatchObject({ state: 'failed', code: 'unknown-screen' });
  });

  it('believes the messenger that says on opening its row that the group is no more, whatever the search left open', async () => {
    let isOpened = false;
    const phone: PaperPhone = new PaperPhone({
      name: '别的群',
      emptySearch: [paperRow(200, ['家长群'])],
      savedGroups: { names: ['晨跑群', '家长群'], closing: '2个群聊' },
      onCall: (call, { page }) => {
        if (call === 'tree' && isOpened) phone.dialog = { text: '该群聊已被群主解散', buttons: ['我知道了'] };
        isOpened = call === 'tap 家长群' && page === 'groups';
      },
    });
    expect(await rename(phone)).toMatchObject({ state: 'failed', code: 'group-not-found' });
  });
});
