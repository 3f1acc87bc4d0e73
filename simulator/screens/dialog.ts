import type { Display } from './display.ts';
import { createBounds, createNode, type UiNode } from './ui-node.ts';

export interface DialogParts {
  readonly packageName: string;
  readonly title: string;
  readonly text: string;
  readonly buttons: readonly string[];
}

const widthShare = 0.84;
const heightDp = 200;
const buttonHeightDp = 48;

/** A dialog over whatever is in front: its own window, so a dump shows it alone. Any of its buttons closes it. */
export function createDialog(display: Display, parts: DialogParts, onClose: (button: string) => void): UiNode {
  const width = display.width * widthShare;
  const height = display.dp(heightDp);
  const left = (display.width - width) / 2;
  const top = (display.height - height) / 2;
  const buttonTop = top + height - display.dp(buttonHeightDp);
  const share = width / Math.max(parts.buttons.length, 1);
  const line = display.dp(48);
  return createNode('android.widget.FrameLayout', createBounds(left, top, width, height), {
    look: { background: '#ffffff', radiusDp: 10 },
    children: [
      createNode('android.widget.TextView', createBounds(left, top, width, line), {
        text: parts.title,
        look: { textDp: 18, align: 'center' },
      }),
      createNode('android.widget.TextView', createBounds(left, top + line, width, line), {
        text: parts.text,
        look: { textDp: 14, align: 'center', color: '#555555' },
      }),
      ...parts.buttons.map((text, index) =>
        createNode(
          'android.widget.Button',
          createBounds(left + index * share, buttonTop, share, display.dp(buttonHeightDp)),
          {
            text,
            resourceId: `android:id/button${index + 1}`,
            onTap: () => onClose(text),
            look: { textDp: 16, align: 'center', color: '#1f7a4d' },
          },
        ),
      ),
    ],
  });
}
