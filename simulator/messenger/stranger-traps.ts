import type { InfoRole, MessengerVariant } from './variant.ts';

/**
 * Versions made to lead whoever goes by a known label, a known place or a known button into another act. Each says
 * somewhere on the way what it really does, so that nobody who reads the page needs to fall for it.
 */
export const trapKinds = [
  'remark-under-known-label',
  'alias-under-known-label',
  'decoy-under-known-label',
  'leave-under-known-label',
  'clear-under-known-label',
  'dissolve-under-known-label',
  'leave-in-known-place',
  'known-button-of-another-act',
  'known-button-twice',
  'yes-leaves-the-group',
  'yes-drops-the-change',
  'yes-in-the-place-of-no',
] as const;
export type TrapKind = (typeof trapKinds)[number];

type Rows = MessengerVariant['info']['rows'];

const nameLabel = '群聊名称';
/** What the row for the name is called where another row has its label. */
const strangeNameLabel = '群名';
const saveLabel = '完成';
/** The same in another known version: whoever knows both gets past it. */
const otherSaveLabel = '保存';

/** The version with one trap in it. */
export function setTrap(base: MessengerVariant, trap: TrapKind): MessengerVariant {
  switch (trap) {
    case 'remark-under-known-label':
      return withRows(base, (rows) => underKnownLabel(rows, 'remark'));
    case 'alias-under-known-label':
      return withRows(base, (rows) => underKnownLabel(rows, 'my-alias'));
    case 'decoy-under-known-label':
      return withRows(base, (rows) => underKnownLabel([...rows, { role: 'decoy', label: nameLabel }], 'decoy'));
    case 'leave-under-known-label':
      return withRows(base, (rows) => underKnownLabel(rows, 'leave'));
    case 'clear-under-known-label':
      return withRows(base, (rows) => underKnownLabel([...rows, { role: 'clear', label: nameLabel }], 'clear'));
    case 'dissolve-under-known-label':
      return withRows(base, (rows) => underKnownLabel([...rows, { role: 'dissolve', label: nameLabel }], 'dissolve'));
    case 'leave-in-known-place':
      return withEditor(
        withRows(base, (rows) => rows.toReversed()),
        { button: otherSaveLabel },
      );
    case 'known-button-of-another-act':
      return withEditor(base, { button: '提交', otherAct: { ...otherAct, act: 'clear-history' } });
    case 'known-button-twice':
      return withEditor(base, { button: saveLabel, otherAct: { ...otherAct, label: '退出群聊', act: 'leave-group' } });
    case 'yes-leaves-the-group':
      return withEditor(base, {
        button: otherSaveLabel,
        question: '确定修改群名称并退出群聊？',
        yesDoes: 'leave-group',
      });
    case 'yes-drops-the-change':
      return withEditor(base, { button: otherSaveLabel, question: '确定放弃修改群名称吗？', yesDoes: 'drop' });
    case 'yes-in-the-place-of-no':
      return {
        ...withEditor(base, { button: otherSaveLabel, question: '确定将群名改为“{name}”？' }),
        saysYesFirst: true,
      };
  }
}

const otherAct = { label: '清空聊天记录', button: saveLabel } as const;

function withEditor(base: MessengerVariant, changes: Partial<MessengerVariant['editor']>): MessengerVariant {
  return { ...base, editor: { ...base.editor, detour: null, ...changes } };
}

function withRows(base: MessengerVariant, arrange: (rows: Rows) => Rows): MessengerVariant {
  return { ...base, info: { ...base.info, rows: arrange(base.info.rows) } };
}

/** The row of that role comes first, under the name's label; the name itself stands at the end under another. */
function underKnownLabel(rows: Rows, role: InfoRole): Rows {
  const others = rows.filter((row) => row.role !== role && row.role !== 'name');
  return [{ role, label: nameLabel }, ...others, { role: 'name', label: strangeNameLabel }];
}
