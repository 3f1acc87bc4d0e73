import type { Display } from './display.ts';
import type { Screen } from './screen.ts';
import { clockText } from './system-bars.ts';
import { createBounds, createNode, type UiNode } from './ui-node.ts';

export interface LauncherApp {
  readonly title: string;
  readonly colour: string;
  readonly start: () => void;
}

export interface LauncherFacts {
  readonly packageName: string;
  readonly activity: string;
  readonly apps: () => readonly LauncherApp[];
  readonly now: () => number;
}

const columns = 4;
const cellHeightDp = 92;
const iconDp = 52;

/** The home screen: a clock and the installed apps as icons with a name. */
export function createLauncherScreen({ packageName, activity, apps, now }: LauncherFacts): Screen {
  return {
    packageName,
    activity,
    build: (display) =>
      createNode('android.widget.FrameLayout', display.content, {
        look: { background: '#34506b' },
        resourceId: `${packageName}:id/workspace`,
        children: [
          createClock(display, now()),
          ...apps().map((app, index) => createIcon(display, packageName, app, index)),
        ],
      }),
  };
}

function createClock(display: Display, now: number): UiNode {
  const bounds = createBounds(0, display.content.top + display.dp(40), display.width, display.dp(64));
  return createNode('android.widget.TextView', bounds, {
    text: clockText(now),
    look: { color: '#ffffff', textDp: 48, align: 'center' },
  });
}

function createIcon(display: Display, packageName: string, app: LauncherApp, index: number): UiNode {
  const width = display.width / columns;
  const height = display.dp(cellHeightDp);
  const left = (index % columns) * width;
  const top = display.content.top + display.dp(150) + Math.floor(index / columns) * height;
  const size = display.dp(iconDp);
  const icon = createBounds(left + (width - size) / 2, top, size, size);
  return createNode('android.widget.FrameLayout', createBounds(left, top, width, height), {
    description: app.title,
    onTap: app.start,
    children: [
      createNode('android.widget.ImageView', icon, { look: { background: app.colour, radiusDp: 12 } }),
      createNode('android.widget.TextView', createBounds(left, top + size, width, display.dp(24)), {
        text: app.title,
        resourceId: `${packageName}:id/icon_title`,
        look: { color: '#ffffff', textDp: 12, align: 'center' },
      }),
    ],
  });
}
