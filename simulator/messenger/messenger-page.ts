import type { Screen } from '../screens/screen.ts';
import type { TextField } from '../screens/text-field.ts';
import type { Messenger } from './messenger.ts';
import { messengerPackage } from './variant.ts';

export interface PageParts {
  readonly activity: string;
  readonly build: Screen['build'];
  readonly onOpen?: () => void;
  /** Whether the page has to fetch what it shows. */
  readonly isFetched?: boolean;
  /** The field that has the focus as soon as the page opens. */
  readonly firstField?: TextField;
}

/** A page of the messenger: everything that all of them have in common. */
export function createMessengerPage(messenger: Messenger, parts: PageParts): Screen {
  const { activity, build, onOpen, firstField, isFetched = false } = parts;
  return {
    packageName: messengerPackage,
    activity,
    build,
    hidesTree: messenger.variant.isTreeHidden,
    loadMs: () => (isFetched ? messenger.pace.loadMs : 0),
    staleMs: () => messenger.pace.staleTreeMs,
    ...(onOpen !== undefined && { onOpen }),
    ...(firstField !== undefined && { firstField }),
  };
}
