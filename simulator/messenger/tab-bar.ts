import type { Display } from '../screens/display.ts';
import { createBounds, createNode, type Bounds, type UiNode } from '../screens/ui-node.ts';
import type { MessengerVariant } from './variant.ts';

const tabBarHeightDp = 56;
const noArea: Bounds = { left: 0, top: 0, right: 0, bottom: 0 };
const chosenColour = '#07a35a';
const otherColour = '#191919';

export interface TabChoice {
  readonly selected: number;
  readonly select: (tab: number) => void;
}

/** The four tabs. Where the version gives their labels no area, a view without words paints them. */
export function createTabBar({ home }: MessengerVariant, display: Display, { selected, select }: TabChoice): UiNode {
  const height = display.dp(tabBarHeightDp);
  const top = display.content.bottom - height;
  const width = display.width / home.tabs.length;
  return createNode('android.widget.RelativeLayout', createBounds(0, top, display.width, height), {
    look: { background: '#f7f7f7' },
    children: home.tabs.map((text, tab) => {
      const isSelected = tab === selected;
      const area = createBounds(tab * width, top + height * 0.5, width, height * 0.5);
      const look = { textDp: 11, align: 'center', color: isSelected ? chosenColour : otherColour } as const;
      const label = createNode('android.widget.TextView', home.hasFlatTabLabels ? noArea : area, {
        text,
        resourceId: home.tabLabelId,
        isSelected,
        look,
      });
      const painted = createNode('android.widget.ImageView', area, { look: { ...look, glyph: text } });
      return createNode('android.widget.RelativeLayout', createBounds(tab * width, top, width, height), {
        onTap: () => select(tab),
        isSelected,
        children: home.hasFlatTabLabels ? [painted, label] : [label],
      });
    }),
  });
}
