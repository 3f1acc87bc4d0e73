import { type AndroidDevice, createAndroidDevice } from '../../simulator/android/android-device.ts';
import type { Messenger } from '../../simulator/messenger/messenger.ts';
import type { MessengerVariant } from '../../simulator/messenger/variant.ts';
import { messengerPackage, messengerVariants } from '../../simulator/messenger/variant.ts';
import { Hand } from '../../simulator/screens/hand.ts';
import type { ScreenHost } from '../../simulator/screens/screen-host.ts';
import type { GroupPlan } from '../../simulator/world/world-plan.ts';
import { World } from '../../simulator/world/world.ts';
import { StillClock } from './phone-shell.ts';

export interface MessengerWishes {
  /** The groups of the world; one group of twelve, owned by the phone's own account, unless said. */
  readonly groups?: readonly GroupPlan[];
  readonly variant?: MessengerVariant;
  /** Phones of the desk; the one in hand is the first. */
  readonly phoneCount?: number;
  readonly modelKey?: string;
}

export const ownGroup = '晨跑打卡7群';

/** The messenger of a version; throws for one that there is not. */
export function variantOf(version: string): MessengerVariant {
  const found = messengerVariants.find((variant) => variant.version === version);
  if (found === undefined) throw new Error(`no messenger ${version}`);
  return found;
}

/** One virtual phone in a person's hand, its messenger open, on a clock that stands still until it is moved. */
export class MessengerPhone {
  readonly clock = new StillClock();
  readonly world: World;
  readonly device: AndroidDevice;
  readonly hand: Hand;
  readonly messenger: Messenger;

  constructor({ groups, variant, phoneCount = 3, modelKey }: MessengerWishes = {}) {
    const plan = { groups: groups ?? [{ name: ownGroup, places: [1] }] };
    this.world = new World({ seed: 11, phoneCount, plan });
    this.device = createAndroidDevice({
      index: 1,
      seed: 11,
      clock: this.clock,
      world: this.world,
      variant: variant ?? variantOf('8.0.40'),
      ...(modelKey !== undefined && { modelKey }),
    });
    const { messenger } = this.device.phone.display;
    if (messenger === null) throw new Error('the phone has no account');
    this.messenger = messenger;
    this.hand = new Hand(this.host);
    this.device.phone.display.launchPackage(messengerPackage);
  }

  get host(): ScreenHost {
    return this.device.phone.display.screens;
  }

  /** What was done, as `kind` and the group's names before and after. */
  get deeds(): readonly string[] {
    return this.world.acts.deeds().map(({ kind, before, after }) => `${kind} ${before ?? '-'} -> ${after ?? '-'}`);
  }

  /** From the chat list by search to a group's chat. */
  openChat(name: string): void {
    this.hand.tap({ description: this.messenger.variant.home.searchDescription });
    this.hand.write(name);
    this.hand.tap(name);
  }

  /** The same on to the group's info page. */
  openInfo(name: string): void {
    this.openChat(name);
    this.hand.tap({ description: this.messenger.variant.chat.infoDescription });
  }

  /** The same on to the page where its name is edited. */
  openNameEditor(name: string): void {
    this.openInfo(name);
    this.reachRow('群聊名称');
    this.hand.tap('群聊名称');
  }

  reachRow(label: string): void {
    if (!this.hand.reach(label)) throw new Error(`no row ${label}`);
  }

  /** Everything up to the tap that commits. */
  rename(from: string, to: string): void {
    this.openNameEditor(from);
    this.hand.write(to);
    this.hand.tap(this.messenger.variant.editor.button);
  }

  /** The view tree as `uiautomator dump` prints it. */
  tree(): string {
    const dump = this.host.dump();
    if (dump.kind !== 'tree') throw new Error(`no tree: ${dump.kind}`);
    return dump.xml;
  }
}
