import type { Display } from './display.ts';
import { createBounds, createNode, type UiNode } from './ui-node.ts';

export interface StatusBarFacts {
  readonly now: number;
  readonly batteryPercent: number;
}

/** The bar at the top: in the picture, but no part of the app's window and so in no dump. */
export function createStatusBar(display: Display, { now, batteryPercent }: StatusBarFacts): UiNode {
  const bounds = createBounds(0, 0, display.width, display.statusBarHeight);
  const half = display.width / 2;
  const look = { color: '#ffffff', textDp: 12 } as const;
  return createNode('android.widget.FrameLayout', bounds, {
    look: { background: '#2b2b2b' },
    children: [
      createNode('android.widget.TextView', createBounds(display.dp(8), 0, half, bounds.bottom), {
        text: clockText(now),
        look,
      }),
      createNode(
        'android.widget.TextView',
        createBounds(display.width - display.dp(52), 0, display.dp(48), bounds.bottom),
        {
          text: `${batteryPercent}%`,
          look,
        },
      ),
    ],
  });
}

/** Back, home and recents, drawn only. */
export function createNavigationBar(display: Display): UiNode {
  const top = display.height - display.navigationBarHeight;
  const third = display.width / 3;
  const signs = ['◁', '○', '□'];
  return createNode('android.widget.FrameLayout', createBounds(0, top, display.width, display.navigationBarHeight), {
    look: { background: '#f2f2f2' },
    children: signs.map((text, index) =>
      createNode('android.widget.ImageView', createBounds(index * third, top, third, display.navigationBarHeight), {
        text,
        look: { color: '#555555', textDp: 18, align: 'center' },
      }),
    ),
  });
}

const keyRows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

/** The keyboard, drawn only: nobody types on it key by key. */
export function createKeyboard(display: Display): UiNode {
  const height = display.keyboardHeight;
  const top = display.height - display.navigationBarHeight - height;
  const rowHeight = height / (keyRows.length + 1);
  return createNode('android.widget.FrameLayout', createBounds(0, top, display.width, height), {
    look: { background: '#d1d4da' },
    children: keyRows.flatMap((keys, row) => {
      const width = display.width / 10;
      const left = (display.width - keys.length * width) / 2;
      return Array.from(keys, (key, index) =>
        createNode(
          'android.widget.TextView',
          createBounds(left + index * width + 2, top + row * rowHeight + 4, width - 4, rowHeight - 8),
          { look: { background: '#ffffff', radiusDp: 4, glyph: key, align: 'center', textDp: 16 } },
        ),
      );
    }),
  });
}

/** What darkens a page below a dialog. */
export function createScrim(display: Display): UiNode {
  return createNode('android.view.View', display.bounds, { look: { background: 'rgba(0, 0, 0, 0.5)' } });
}

/** `HH:mm` in China's time zone, which virtual phones keep. */
export function clockText(now: number): string {
  return new Intl.DateTimeFormat('zh-CN', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'Asia/Shanghai',
  }).format(now);
}
