import type { ConsoleInfo } from '../../contract/console.ts';
import type { Host } from '../../contract/hosts.ts';

/** What a bundle for support tells besides the phones; filled where all of it is known. */
export interface Surroundings {
  readonly info: () => Promise<ConsoleInfo>;
  readonly hosts: () => readonly Host[];
  /** Name of whoever answers for acts now. */
  readonly operatorName: () => string | null;
  /** Names of the people who work here: never part of an export, and masked should one appear. */
  readonly peopleNames: () => Promise<readonly string[]>;
  /** Names of the messenger's groups on the phones: as `peopleNames`. */
  readonly groupNames: () => readonly string[];
}
