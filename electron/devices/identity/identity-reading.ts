import type { PhoneFacts } from '../../contract/phones.ts';

/** What one route answered when it was asked who it is. */
export interface IdentityReading {
  readonly facts: PhoneFacts;
  /** `/proc/sys/kernel/random/boot_id`: a random UUID drawn at every boot; null where the shell may not read it. */
  readonly bootId: string | null;
  readonly uptimeMs: number | null;
  readonly wlanAddress: string | null;
  readonly isVirtual: boolean;
  /** When the answer arrived. */
  readonly readAt: number;
}
