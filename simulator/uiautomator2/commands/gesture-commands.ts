import type { Bounds } from '../../screens/ui-node.ts';
import {
  type Command,
  type CommandCall,
  lookAt,
  numberIn,
  recordIn,
  requireInput,
  textIn,
  viewsBy,
} from '../command.ts';
import { printRows } from '../locators/ui-scrollable.ts';
import { WebDriverError } from '../web-driver-error.ts';
import { areaIn, type Point, pointIn } from './places.ts';

/** Gestures beyond W3C actions, by direction or by point. */
export const gestureCommands: readonly (readonly [string, Command])[] = [
  ['POST /session/:sessionId/appium/gestures/click', tap],
  ['POST /session/:sessionId/appium/gestures/long_click', tap],
  [
    'POST /session/:sessionId/appium/gestures/double_click',
    async (call) => {
      await tap(call);
      return tap(call);
    },
  ],
  ['POST /session/:sessionId/appium/gestures/drag', drag],
  ['POST /session/:sessionId/appium/gestures/swipe', async (call) => (await moveFinger(call, fingerWays), null)],
  ['POST /session/:sessionId/appium/gestures/scroll', (call) => moveFinger(call, scrollWays)],
  ['POST /session/:sessionId/appium/gestures/fling', (call) => moveFinger(call, scrollWays)],
  ['POST /session/:sessionId/gestures/scroll_to', scrollTo],
];

type Way = readonly [x: -1 | 0 | 1, y: -1 | 0 | 1];

/** Where the finger goes when it swipes in a direction. */
const fingerWays: Readonly<Record<string, Way>> = { up: [0, -1], down: [0, 1], left: [-1, 0], right: [1, 0] };
/** Scrolling down shows what lies below: the finger goes up. */
const scrollWays: Readonly<Record<string, Way>> = { up: [0, 1], down: [0, -1], left: [1, 0], right: [-1, 0] };

/** Pixels that a UiObject2 keeps from its edges. */
const margin = 5;

async function tap(call: CommandCall): Promise<null> {
  const { x, y } = await pointIn(call);
  requireInput(call.phone);
  call.phone.screens.tap(x, y);
  return null;
}

async function drag(call: CommandCall): Promise<null> {
  const start = await pointIn(call, 'start');
  const end = recordIn(call.body, 'end') ?? {};
  requireInput(call.phone);
  call.phone.screens.swipe(start, { x: numberIn(end, 'x'), y: numberIn(end, 'y') });
  return null;
}

/** True while there is more to see that way. */
async function moveFinger(call: CommandCall, ways: Readonly<Record<string, Way>>): Promise<boolean> {
  const way = ways[textIn(call.body, 'direction').toLowerCase()];
  if (way === undefined) throw new WebDriverError('invalid argument', "'direction' must be up, down, left or right");
  const [from, to] = strokeOf(await areaIn(call), way, numberIn(call.body, 'percent', 1));
  const before = await printScreen(call);
  requireInput(call.phone);
  call.phone.screens.swipe(from, to);
  return (await printScreen(call)) !== before;
}

function strokeOf({ left, top, right, bottom }: Bounds, [x, y]: Way, percent: number): [Point, Point] {
  if (percent < 0 || percent > 1) throw new WebDriverError('invalid argument', "'percent' must be between 0 and 1");
  const middle = { x: (left + right) / 2, y: (top + bottom) / 2 };
  const reach = { x: ((right - left) / 2 - margin) * percent, y: ((bottom - top) / 2 - margin) * percent };
  return [
    { x: middle.x - x * reach.x, y: middle.y - y * reach.y },
    { x: middle.x + x * reach.x, y: middle.y + y * reach.y },
  ];
}

async function printScreen(call: CommandCall): Promise<string> {
  const { roots } = await lookAt(call);
  return roots.map(printRows).join();
}

async function scrollTo(call: CommandCall): Promise<null> {
  const params = recordIn(call.body, 'params') ?? {};
  const strategy = textIn(params, 'strategy');
  const selector = textIn(params, 'selector');
  const found = await viewsBy(
    call,
    { strategy: '-android uiautomator', selector: scrollExpression(strategy, selector) },
    null,
  );
  if (found.length > 0) return null;
  throw new WebDriverError('no such element', `${selector} did not come into view`);
}

function scrollExpression(strategy: string, selector: string): string {
  const methods: Readonly<Record<string, string>> = {
    'accessibility id': 'description',
    'class name': 'className',
    id: 'resourceId',
  };
  const method = methods[strategy];
  const wanted = method === undefined ? selector : `new UiSelector().${method}(${JSON.stringify(selector)})`;
  return `new UiScrollable(new UiSelector().scrollable(true)).scrollIntoView(${wanted})`;
}
