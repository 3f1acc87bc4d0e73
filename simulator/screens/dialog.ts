import type { Display } from './display.ts';
import { createBounds, createNode, type UiNode } from './ui-node.ts';

export interface DialogParts {
  readonly packageName: string;
  readonly title: string;
  readonly text: string;
  readonly buttons: readonly string[];
  /** Called when a button has closed the dialog; BACK closes it without a word. */
  readonly onButton?: (button: string) => void;
  /** The activity whose window it is; a dialog of the page in front has none of its own. */
  readonly activity?: string;
  /** Ids of the buttons, where they are not Android's own. */
  readonly buttonIds?: readonly string[];
}

const widthShare = 0.84;
const heightDp = 200;
const buttonHeightDp = 48;
const textHeightDp = 100;

/** A dialog over whatever is in front: its own window, so a dump shows it alone. Any of its buttons closes it. */
export function createDialog(display: Display, parts: DialogParts, onClose: (button: string) => void): UiNode {
  const width = display.width * widthShare;
  const height = display.dp(heightDp);
  const left = (display.width - width) / 2;
  const top = (display.height - height) / 2;
  const line = display.dp(48);
  const margin = display.dp(16);
  return createNode('android.widget.FrameLayout', createBounds(left, top, width, height), {
    look: { background: '#ffffff', radiusDp: 10 },
    children: [
      createNode('android.widget.TextView', createBounds(left, top, width, line), {
        text: parts.title,
        look: { textDp: 18, align: 'center', isBold: true },
      }),
      createNode(
        'android.widget.TextView',
        createBounds(left + margin, top + line, width - 2 * margin, display.dp(textHeightDp)),
        { text: parts.text, look: { textDp: 15, align: 'center', color: '#555555', wraps: true } },
      ),
      ...createButtons(display, { parts, left, bottom: top + height, width, onClose }),
    ],
  });
}

interface ButtonRow {
  readonly parts: DialogParts;
  readonly left: number;
  readonly bottom: number;
  readonly width: number;
  readonly onClose: (button: string) => void;
}

function createButtons(display: Display, { parts, left, bottom, width, onClose }: ButtonRow): UiNode[] {
  const height = display.dp(buttonHeightDp);
  const share = width / Math.max(parts.buttons.length, 1);
  return parts.buttons.map((text, index) =>
    createNode('android.widget.Button', createBounds(left + index * share, bottom - height, share, height), {
      text,
      resourceId: parts.buttonIds?.[index] ?? `android:id/button${index + 1}`,
      onTap: () => onClose(text),
      look: { textDp: 16, align: 'center', color: '#1f7a4d' },
    }),
  );
}
