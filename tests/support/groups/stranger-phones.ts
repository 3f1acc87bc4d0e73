import { AndroidDevice } from '../../../simulator/android/android-device.ts';
import { setTrap, trapKinds, type TrapKind } from '../../../simulator/messenger/stranger-traps.ts';
import { createStranger } from '../../../simulator/messenger/stranger.ts';
import { messengerVariants, type MessengerVariant } from '../../../simulator/messenger/variant.ts';
import type { World } from '../../../simulator/world/world.ts';
import type { WorldConsole } from './world-console.ts';

/** A version that nobody has seen, and what it is called in what is printed. */
export interface StrangeVersion {
  readonly what: string;
  readonly variant: MessengerVariant;
  readonly trap: TrapKind | null;
  /** How much of its wording is strange; 0 for a trap, whose version is known but for it. */
  readonly strangeness: number;
}

/** What the committing button is called, in turn; never 完成, so that nothing is done but through an alternate. */
const buttons = ['保存', '提交', '确定', '更新', '好的'] as const;
const mildButtons = ['保存', '确定'] as const;
const mildBelow = 0.2;
/** How much of the wording is strange, in turn; 0.45 is what a stranger usually has. */
const strangenesses = [0.45, 0.1, 0.3, 0] as const;

/** Strangers of as many seeds. Every second one is little more than relabelled, with no pages in between. */
export function strangersOf(seed: number, count: number): StrangeVersion[] {
  return Array.from({ length: count }, (_, index) => {
    const own = seed * 1_000 + index;
    const strangeness = strangenesses[index % strangenesses.length] ?? 0.45;
    const isMild = strangeness < mildBelow;
    const { editor, chat, ...rest } = createStranger(own, strangeness);
    const known = isMild ? mildButtons : buttons;
    const button = known[Math.floor(index / 2) % known.length] ?? '保存';
    const detours = isMild
      ? { chat: { ...chat, detour: null }, editor: { ...editor, detour: null } }
      : { chat, editor };
    const variant = { ...rest, ...detours, editor: { ...detours.editor, button } };
    return { what: `stranger ${own}`, variant, trap: null, strangeness };
  });
}

/** Little more than another label on a button that some other version has: most of these can be done. */
export function isRelabelled({ trap, strangeness }: StrangeVersion): boolean {
  return trap === null && strangeness < mildBelow;
}

/** Its committing button has a label that no version has: nobody could say what it does. */
export function isDueToFail({ trap, variant }: StrangeVersion): boolean {
  const { button } = variant.editor;
  return trap === null && button !== '完成' && !mildButtons.some((known) => known === button);
}

/** Every trap once, set in a version that is known but for it; its number is one that nobody has seen. */
export function trapsOf(kinds: readonly TrapKind[] = trapKinds): StrangeVersion[] {
  const [base] = messengerVariants;
  if (base === undefined) throw new Error('the messenger has no version');
  return kinds.map((trap, index) => {
    const variant = { ...setTrap(base, trap), version: `8.2.${index}`, versionCode: base.versionCode + 2_000 + index };
    return { what: trap, variant, trap, strangeness: 0 };
  });
}

/** Over night the phone in that 1-based place is updated to that version. */
export function updateMessenger({ desk }: WorldConsole, place: number, { variant }: StrangeVersion): void {
  const { device } = desk.phone(place);
  if (!(device instanceof AndroidDevice)) throw new Error(`phone ${place} is no Android phone`);
  device.updateMessenger(variant);
}

/** A person has made the row that a trap puts in the name's place read just what the name reads. */
export function baitTrap(world: World, place: number, { trap }: StrangeVersion, groupId: string): void {
  const accountId = world.accountOf(place)?.accountId ?? '';
  const text = world.group(groupId).name;
  const actor = { accountId, at: Date.now() };
  if (trap === 'remark-under-known-label') world.perform({ kind: 'set-remark', groupId, text }, actor);
  if (trap === 'alias-under-known-label') world.perform({ kind: 'set-alias', groupId, text }, actor);
}
