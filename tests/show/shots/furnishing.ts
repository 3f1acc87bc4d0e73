import type { Phone } from '../../../electron/contract/phones.ts';
import type { ConsolePage } from '../../support/console-pages/console-page.ts';

const rooms = ['前台', '客服', '社群', '直播间', '售后', '仓库'] as const;
const tags = ['一组', '二组', '主力', '备用'] as const;

/** Gives a desk what a desk in use has: an operator, names, tags, a note. Answers the phones' ids by number. */
export async function furnish(console: ConsolePage, phones: readonly Phone[]): Promise<string[]> {
  await console.call('operators.create', { name: '陈晓' });
  await console.call('operators.create', { name: '小王' });
  const ordered = phones.toSorted((left, right) => (left.number ?? 0) - (right.number ?? 0));
  for (const [index, { phoneId }] of ordered.entries()) {
    const room = rooms[index % rooms.length] ?? '';
    const place = Math.floor(index / rooms.length) + 1;
    // Some desks leave a few phones unnamed.
    if (index % 9 !== 5) await console.call('phones.setLabel', { phoneId, label: `${room} ${place} 号机` });
    const team = tags[index % 2] ?? '';
    const duty = index % 3 === 0 ? [tags[2]] : index % 3 === 1 ? [] : [tags[3], '待换电池'];
    await console.call('phones.setTags', { phoneId, tags: [team, ...duty] });
  }
  const [first] = ordered;
  if (first !== undefined) {
    await console.call('phones.setNote', { phoneId: first.phoneId, note: '左上角有裂纹；充电口松，换线时轻一点。' });
  }
  return ordered.map(({ phoneId }) => phoneId);
}
