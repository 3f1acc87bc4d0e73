import { AndroidDevice } from '../../../simulator/android/android-device.ts';
import { messengerPackage } from '../../../simulator/messenger/variant.ts';
import { Hand } from '../../../simulator/screens/hand.ts';
import type { VirtualDesk } from '../../../simulator/virtual-desk.ts';

const nameLabel = '群聊名称';

/**
 * The operator at one phone: sees what is painted and taps there, past adb and the console. What he did is told apart from
 * what anybody else did on that phone by the numbers of the world's log.
 */
export class OperatorsHand {
  readonly #desk: VirtualDesk;
  readonly #device: AndroidDevice;
  readonly #hand: Hand;
  /** First and last act of each thing that he did. */
  readonly #own: (readonly [first: number, last: number])[] = [];

  constructor(desk: VirtualDesk, place: number) {
    const { device } = desk.phone(place);
    if (!(device instanceof AndroidDevice)) throw new Error(`phone ${place} is no Android phone`);
    this.#desk = desk;
    this.#device = device;
    this.#hand = new Hand(device.phone.display.screens);
  }

  /** Starts the messenger anew and leads it by the search to the group's info page, its name in sight. */
  openInfo(name: string): void {
    this.#act(() => {
      const { display } = this.#device.phone;
      const { variant } = this.#messenger;
      display.screens.stop(messengerPackage);
      display.launchPackage(messengerPackage);
      this.#hand.tap({ description: variant.home.searchDescription });
      this.#hand.write(name);
      this.#hand.tap(name);
      this.#hand.tap({ description: variant.chat.infoDescription });
      this.#hand.reach(nameLabel);
    });
  }

  /** Starts the messenger anew and leads it to the page on which it says whose it is. */
  openMe(): void {
    this.#act(() => {
      const { display } = this.#device.phone;
      display.screens.stop(messengerPackage);
      display.launchPackage(messengerPackage);
      this.#hand.tap('我');
    });
  }

  /** On the info page: taps the name, types another one and saves it; the info page is there again. */
  rename(name: string): void {
    this.#act(() => {
      this.#hand.reach(nameLabel);
      this.#hand.tap(nameLabel);
      this.#hand.write(name);
      this.#hand.tap(this.#messenger.variant.editor.button);
    });
  }

  back(): void {
    this.#act(() => this.#hand.back());
  }

  /** Whether that act of the log was his. */
  did(seq: number): boolean {
    return this.#own.some(([first, last]) => seq >= first && seq <= last);
  }

  get #messenger() {
    const { messenger } = this.#device.phone.display;
    if (messenger === null) throw new Error('the phone has no messenger');
    return messenger;
  }

  #act(work: () => void): void {
    const { acts } = this.#desk.world;
    const before = acts.read().at(-1)?.seq ?? 0;
    work();
    this.#own.push([before + 1, acts.read().at(-1)?.seq ?? before]);
  }
}
