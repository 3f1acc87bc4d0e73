import { describe, expect, it } from 'vitest';
import { createStranger } from '../../../simulator/messenger/stranger.ts';
import { hiddenVariant, messengerVariants, type MessengerVariant } from '../../../simulator/messenger/variant.ts';
import { walkTree } from '../../../simulator/screens/ui-node.ts';
import { SeededRandom } from '../../../simulator/world/seeded-random.ts';
import { MessengerPhone, ownGroup } from '../../support/messenger-phone.ts';

const seeds = Array.from({ length: 40 }, (_, index) => index + 1);

describe('a stranger', () => {
  it('is the same for the same seed', () => {
    expect(createStranger(7)).toEqual(createStranger(7));
  });

  it('differs from every known version, and from other strangers', () => {
    const strangers = seeds.map(createStranger);
    expect(new Set(strangers.map((variant) => JSON.stringify(variant))).size).toBe(seeds.length);
    const known = new Set(messengerVariants.map(({ version }) => version));
    expect(strangers.some(({ version }) => known.has(version))).toBe(false);
  });

  it('sometimes keeps words of known versions, and sometimes has words that nobody knows', () => {
    const buttons = new Set(seeds.map((seed) => createStranger(seed).editor.button));
    expect([...buttons]).toEqual(expect.arrayContaining(['完成', '保存', '提交']));
  });

  it('moves the rows of the info page', () => {
    const orders = seeds.map((seed) => createStranger(seed).info.rows.map(({ role }) => role));
    expect(new Set(orders.map((order) => order[0])).size).toBeGreaterThan(5);
    expect(orders.every((order) => order.includes('name'))).toBe(true);
  });

  it.each(seeds)('of seed %i lets a person rename a group, who reads what is there', (seed) => {
    const phone = new MessengerPhone({ variant: createStranger(seed) });
    renameAsPersonDoes(phone, '新名字');
    expect(phone.deeds).toEqual([`rename-group ${ownGroup} -> 新名字`]);
  });
});

/** A person is told where things are; there may be no word on the way that a script knows. */
function renameAsPersonDoes(phone: MessengerPhone, name: string): void {
  const { hand, messenger } = phone;
  const { home, chat, info, editor, words } = messenger.variant;
  tapId(phone, home.searchId);
  hand.write(ownGroup);
  hand.tap(ownGroup);
  tapId(phone, chat.infoId);
  if (chat.detour !== null) hand.tap(chat.detour.row);
  const label = info.rows.find(({ role }) => role === 'name')?.label ?? '';
  phone.reachRow(label);
  hand.tap(label);
  if (editor.detour !== null) hand.tap(editor.detour.row);
  hand.write(name);
  tapId(phone, editor.buttonId);
  if (editor.question !== null) hand.tap(words.confirm);
}

function tapId(phone: MessengerPhone, id: string): void {
  const node = [...walkTree(phone.host.front().node)].find(({ resourceId }) => resourceId === id);
  if (node === undefined) throw new Error(`no ${id}`);
  const { left, top, right, bottom } = node.bounds;
  phone.host.tap((left + right) / 2, (top + bottom) / 2);
}

describe('whatever is tapped', () => {
  const variants: readonly MessengerVariant[] = [
    ...messengerVariants,
    hiddenVariant,
    ...seeds.slice(0, 6).map(createStranger),
  ];

  it.each(variants.map((variant) => ({ version: `${variant.version} ${variant.editor.buttonId}`, variant })))(
    'no page of $version throws',
    ({ variant }) => {
      const groups = [
        { name: ownGroup, places: [1, 2], size: 60 },
        { name: '', places: [1], size: 5 },
        { name: '大群', places: [1, 2], size: 300, owner: 2 },
      ];
      const phone = new MessengerPhone({ variant, groups });
      const random = new SeededRandom(variant.editor.buttonId);
      for (let step = 0; step < 600; step++) act(phone, random);
      expect(phone.world.acts.read().length).toBeGreaterThan(100);
    },
  );

  it('of a version without tricks a random walk opens every kind of page', () => {
    const phone = new MessengerPhone({ groups: [{ name: ownGroup, places: [1, 2], size: 60 }] });
    const random = new SeededRandom('walk');
    for (let step = 0; step < 3_000; step++) act(phone, random);
    const kinds = new Set(phone.world.acts.read().map(({ kind }) => kind));
    expect([...kinds]).toEqual(
      expect.arrayContaining([
        'open-search',
        'open-chat',
        'open-group-info',
        'open-editor',
        'open-profile',
        'open-page',
      ]),
    );
  });
});

/** One thing that a child with the phone might do. */
function act(phone: MessengerPhone, random: SeededRandom): void {
  const { host, device } = phone;
  const choice = random.between(0, 11);
  if (choice === 0) host.goBack();
  else if (choice === 1) phone.hand.scroll(random.next() - 0.5);
  else if (choice === 2) host.typeText(random.pick(['群', 'a', '打卡', '😀']));
  else if (choice === 3) host.pressKey(random.pick(['DEL', 'ENTER', 'MOVE_END', 'HOME']));
  else {
    const targets = [...walkTree(host.front().node)].filter(({ onTap }) => onTap !== null);
    const { left, top, right, bottom } = targets.length === 0 ? host.front().node.bounds : random.pick(targets).bounds;
    host.tap((left + right) / 2, (top + bottom) / 2);
  }
  if (host.focus.packageName !== 'com.tencent.mm') device.phone.display.launchPackage('com.tencent.mm');
  host.dump();
}
