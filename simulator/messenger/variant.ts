import older from './variants/7.0.22.json' with { type: 'json' };
import common from './variants/8.0.40.json' with { type: 'json' };
import newest from './variants/8.0.78.json' with { type: 'json' };

/** What differs between versions of the messenger: labels, ids, rows and classes. One data file each. */
export interface MessengerVariant {
  readonly version: string;
  readonly versionCode: number;
  readonly homeTitle: string;
  readonly tabs: readonly string[];
  readonly tabLabelId: string;
  readonly contactEntries: readonly string[];
  readonly contactNameId: string;
  /** Older versions repeat a name as the description and make no ancestor of it clickable. */
  readonly contactNameInDescription: boolean;
  readonly groupListTitle: string;
  readonly groupListActivity: string;
  readonly groupListClass: string;
  readonly groupListId: string;
  /** The list's last row, `{n}` being the number of groups. */
  readonly groupCountRow: string;
  readonly chatInfoDescription: string;
  readonly chatListId: string;
  readonly infoActivity: string;
  readonly infoTitle: string;
  readonly infoRows: readonly string[];
  readonly addMember: string;
  readonly removeMember: string;
  readonly backDescription: string;
  readonly plusDescription: string;
}

export const messengerPackage = 'com.tencent.mm';
export const homeActivity = 'com.tencent.mm.ui.LauncherUI';

export const messengerVariants: readonly MessengerVariant[] = [common, newest, older];
