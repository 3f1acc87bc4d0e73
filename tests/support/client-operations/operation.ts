import type { VirtualPhone } from '../../../simulator/desk/virtual-phone.ts';
import type { PhoneClient } from './phone-client.ts';

/** Where an operation is tried: one client, one phone. */
export interface Stage {
  readonly client: PhoneClient;
  readonly phone: VirtualPhone;
}

/** One thing that every client must be able to do with a virtual phone, as far as it offers it at all. */
export interface Operation {
  readonly id: string;
  isOffered(client: PhoneClient): boolean;
  /** Rejects when the phone answers otherwise than a phone does. */
  run(stage: Stage): Promise<void>;
}

/** For operations that every client offers. */
export const always = (): boolean => true;
