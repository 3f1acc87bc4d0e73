import type { SimulatorClock } from '../clock.ts';
import type { ActKind } from '../world/act-log.ts';
import type { Account, Group, World } from '../world/world.ts';
import type { MessengerVariant } from './variant.ts';

export interface MessengerOptions {
  readonly world: World;
  readonly account: Account;
  readonly variant: MessengerVariant;
  readonly clock: SimulatorClock;
}

/** The messenger of one phone: one account's view of the shared world, and the log of what is opened there. */
export class Messenger {
  readonly account: Account;
  readonly variant: MessengerVariant;
  readonly #world: World;
  readonly #clock: SimulatorClock;

  constructor({ world, account, variant, clock }: MessengerOptions) {
    this.account = account;
    this.variant = variant;
    this.#world = world;
    this.#clock = clock;
  }

  /** Groups saved to the contacts, in the order of the group list page. */
  get groups(): readonly Group[] {
    return this.#world.groupsOf(this.account.accountId);
  }

  get chats(): ReturnType<World['chatsOf']> {
    return this.#world.chatsOf(this.account.accountId);
  }

  /** Writes an act of this account into the world's log. */
  note(kind: ActKind, subject: string | null): void {
    this.#world.acts.append({ at: this.#clock.now(), accountId: this.account.accountId, kind, subject });
  }
}
