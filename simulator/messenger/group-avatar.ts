import { createBounds, createNode, type Bounds, type UiNode } from '../screens/ui-node.ts';
import { hashText } from '../world/seeded-random.ts';

/** The picture of a group at the left of a row: square, in the middle of the row's height. */
export function createGroupAvatar(
  groupId: string,
  row: Bounds,
  { left, size, description = '' }: { readonly left: number; readonly size: number; readonly description?: string },
): UiNode {
  const top = row.top + (row.bottom - row.top - size) / 2;
  return createNode('android.widget.ImageView', createBounds(left, top, size, size), {
    description,
    look: { avatar: hashText(`group/${groupId}`), radiusDp: 5 },
  });
}
