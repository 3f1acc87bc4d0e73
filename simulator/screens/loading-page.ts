import type { Display } from './display.ts';
import { createPage } from './title-page.ts';
import { createBounds, createNode, type UiNode } from './ui-node.ts';

/** A page that has nothing to show yet: a turning wheel. */
export function createLoadingPage(display: Display): UiNode {
  const size = display.dp(40);
  const { top, bottom } = display.content;
  const wheel = createBounds((display.width - size) / 2, (top + bottom - size) / 2, size, size);
  return createPage(display, '#ededed', [
    createNode('android.widget.ProgressBar', wheel, { resourceId: 'android:id/progress', look: { mark: 'wheel' } }),
  ]);
}
