import type { Screen } from './screen.ts';
import { createPage } from './title-page.ts';
import { createBounds, createNode } from './ui-node.ts';

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];

/** The dialler with a number typed in; it never calls. */
export function createDialerScreen(packageName: string, digits: string): Screen {
  return {
    packageName,
    activity: `${packageName}.DialtactsActivity`,
    build: (display) => {
      const { top, bottom } = display.content;
      const pad = display.dp(64);
      const padTop = bottom - 4 * pad;
      const width = display.width / 3;
      return createPage(display, '#ffffff', [
        createNode('android.widget.EditText', createBounds(0, top + display.dp(60), display.width, display.dp(110)), {
          text: digits,
          resourceId: `${packageName}:id/digits`,
          look: { textDp: 72, align: 'center' },
        }),
        ...keys.map((text, index) =>
          createNode(
            'android.widget.TextView',
            createBounds((index % 3) * width, padTop + Math.floor(index / 3) * pad, width, pad),
            { text, onTap: () => undefined, look: { textDp: 26, align: 'center' } },
          ),
        ),
      ]);
    },
  };
}
