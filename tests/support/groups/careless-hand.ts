import { createAndroidDevice } from '../../../simulator/android/android-device.ts';
import { setTrap, type TrapKind } from '../../../simulator/messenger/stranger-traps.ts';
import { messengerPackage, type MessengerVariant } from '../../../simulator/messenger/variant.ts';
import { Hand } from '../../../simulator/screens/hand.ts';
import { World } from '../../../simulator/world/world.ts';
import { StillClock } from '../phone-shell.ts';

export interface CarelessWalk {
  readonly world: World;
  /** What the hand wanted: this group called so. */
  readonly order: { readonly groupId: string; readonly name: string };
}

const oldName = '晨跑打卡7群';
const newName = '晨跑打卡八群';
const rowLabel = '群聊名称';

/**
 * Renames a group on a version with a trap as somebody does who goes by known labels and places and reads nothing:
 * taps the row of the known label (or in the known place), writes, taps the known button and says yes to whatever is
 * asked.
 */
export function walkCarelessly(base: MessengerVariant, trap: TrapKind): CarelessWalk {
  const world = new World({ seed: 11, phoneCount: 1, plan: { groups: [{ name: oldName, places: [1] }] } });
  const variant = setTrap(base, trap);
  const { display } = createAndroidDevice({ index: 1, seed: 11, clock: new StillClock(), world, variant }).phone;
  const hand = new Hand(display.screens);
  display.launchPackage(messengerPackage);
  hand.tap({ description: variant.home.searchDescription });
  hand.write(oldName);
  hand.tap(oldName);
  hand.tap({ description: variant.chat.infoDescription });
  const wanted = trap === 'leave-in-known-place' ? (variant.info.rows[0]?.label ?? '') : rowLabel;
  if (hand.reach(wanted)) hand.tap(wanted);
  if (hand.write(newName)) hand.tap(/^(?:完成|保存)$/u);
  sayYes(hand, variant);
  const [group] = world.groups;
  return { world, order: { groupId: group?.groupId ?? 'group-1', name: newName } };
}

/** A yes by its word where there is one; by the place where it usually stands where the order is another. */
function sayYes(hand: Hand, { words, manage, saysYesFirst }: MessengerVariant): void {
  if (saysYesFirst) return hand.sees(words.cancel) ? hand.tap(words.cancel) : undefined;
  for (const yes of [words.confirm, manage.dissolve.slice(0, 2)]) if (hand.sees(yes)) hand.tap(yes);
}
