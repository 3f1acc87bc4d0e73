import type { Display } from '../screens/display.ts';
import type { ScreenNavigation } from '../screens/screen.ts';
import { createBounds, createNode, type Bounds, type UiNode } from '../screens/ui-node.ts';
import type { Member } from '../world/group.ts';
import type { Messenger } from './messenger.ts';
import { createProfileScreen } from './profile-screen.ts';
import { cutName } from './wording.ts';

export const cellHeightDp = 84;
const pictureDp = 48;

interface CellPlace {
  readonly display: Display;
  readonly navigation: ScreenNavigation;
  readonly groupId: string;
}

/** One member in a grid: the picture, and the name below it as this account sees it. A tap opens the profile. */
export function createMemberCell(
  messenger: Messenger,
  { display, navigation, groupId }: CellPlace,
  { bounds, member }: { readonly bounds: Bounds; readonly member: Member },
): UiNode {
  const { members } = messenger.variant;
  const size = display.dp(pictureDp);
  const middle = (bounds.left + bounds.right) / 2;
  const nameTop = bounds.top + display.dp(8) + size;
  return createNode('android.widget.LinearLayout', bounds, {
    onTap: () => navigation.open(createProfileScreen(messenger, { groupId, member })),
    children: [
      createNode('android.widget.ImageView', createBounds(middle - size / 2, bounds.top + display.dp(6), size, size), {
        look: { avatar: messenger.person(member.personId).avatar, radiusDp: 5 },
      }),
      createNode(
        'android.widget.TextView',
        createBounds(bounds.left, nameTop, bounds.right - bounds.left, display.dp(22)),
        {
          text: cutName(messenger.nameFor(member), members.longestName),
          resourceId: members.nameId,
          look: { textDp: 12, align: 'center', color: '#5a5a5a' },
        },
      ),
    ],
  });
}

/** A cell with only a description: it adds or removes members. */
export function createActionCell(
  display: Display,
  bounds: Bounds,
  { description, glyph, onTap }: { readonly description: string; readonly glyph: string; readonly onTap: () => void },
): UiNode {
  const size = display.dp(pictureDp);
  const middle = (bounds.left + bounds.right) / 2;
  const picture = createBounds(middle - size / 2, bounds.top + display.dp(6), size, size);
  return createNode('android.widget.LinearLayout', bounds, {
    description,
    onTap,
    children: [
      createNode('android.widget.ImageView', picture, {
        look: { background: '#f0f0f0', radiusDp: 5, glyph, textDp: 30, align: 'center', color: '#b0b0b0' },
      }),
    ],
  });
}

/** Where cell number `index` of a row lies. */
export function cellBounds(row: Bounds, index: number, columns: number): Bounds {
  const width = (row.right - row.left) / columns;
  return createBounds(row.left + index * width, row.top, width, row.bottom - row.top);
}
