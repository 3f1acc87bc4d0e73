import type { Display } from './display.ts';
import { createBounds, createNode, type Bounds, type UiNode } from './ui-node.ts';

/** Below a title bar: what is left of the content area. */
export function areaBelowTitle(display: Display): Bounds {
  return { ...display.content, top: display.content.top + display.dp(titleHeightDp) };
}

export const titleHeightDp = 48;

/** The frame of an ordinary page: an opaque content area holding what `children` gives, at no place of its own. */
export function createPage(display: Display, background: string, children: readonly UiNode[]): UiNode {
  return createNode('android.widget.FrameLayout', display.content, { look: { background }, children });
}

export interface TitleParts {
  readonly title: string;
  /** The title is painted, but stands in no view tree. */
  readonly isTitleHidden?: boolean;
  readonly titleId: string;
  readonly backDescription: string;
  /** Null on a page that is nobody's child. */
  readonly onBack: (() => void) | null;
  readonly actions?: readonly UiNode[];
}

/** A title bar with a back arrow; as in the messenger's dumps the arrow itself is not clickable, its parent is. */
export function createTitleBar(display: Display, parts: TitleParts): UiNode {
  const { top } = display.content;
  const height = display.dp(titleHeightDp);
  const arrow = createBounds(0, top, height, height);
  const back =
    parts.onBack === null
      ? []
      : [
          createNode('android.widget.LinearLayout', arrow, {
            onTap: parts.onBack,
            children: [
              createNode('android.widget.ImageView', arrow, {
                description: parts.backDescription,
                look: { align: 'center', glyph: '‹', textDp: 28 },
              }),
            ],
          }),
        ];
  return createNode('android.view.ViewGroup', createBounds(0, top, display.width, height), {
    look: { background: '#ededed' },
    children: [
      ...back,
      createNode('android.widget.TextView', createBounds(height, top, display.width - 2 * height, height), {
        ...(parts.isTitleHidden === true ? {} : { text: parts.title, resourceId: parts.titleId }),
        look: { textDp: 17, align: 'center', isBold: true, glyph: parts.title },
      }),
      ...(parts.actions ?? []),
    ],
  });
}
