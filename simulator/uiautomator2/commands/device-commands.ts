import { type Command, type CommandCall, lookAt, numberIn, requireInput, textIn } from '../command.ts';
import { formatSource } from '../source-xml.ts';
import { WebDriverError } from '../web-driver-error.ts';

/** What concerns the whole screen or the phone. */
export const deviceCommands: readonly (readonly [string, Command])[] = [
  ['GET /session/:sessionId/source', source],
  [
    'GET /session/:sessionId/screenshot',
    async ({ phone }) => Buffer.from(await phone.screens.paint()).toString('base64'),
  ],
  ['POST /session/:sessionId/back', (call) => press(call, 'KEYCODE_BACK')],
  [
    'POST /session/:sessionId/appium/device/press_keycode',
    (call) => press(call, String(numberIn(call.body, 'keycode'))),
  ],
  [
    'POST /session/:sessionId/appium/device/long_press_keycode',
    (call) => press(call, String(numberIn(call.body, 'keycode'))),
  ],
  ['POST /session/:sessionId/appium/device/open_notifications', () => null],
  ['POST /session/:sessionId/appium/reset_ax_cache', () => null],
  ['GET /session/:sessionId/orientation', () => 'PORTRAIT'],
  ['POST /session/:sessionId/orientation', turn],
  ['GET /session/:sessionId/rotation', () => ({ x: 0, y: 0, z: 0 })],
  ['GET /session/:sessionId/window/:windowHandle/size', windowSize],
  ['GET /session/:sessionId/appium/device/info', describePhone],
  ['GET /session/:sessionId/appium/device/battery_info', ({ phone }) => phone.battery()],
  [
    'GET /session/:sessionId/appium/device/system_bars',
    ({ phone }) => ({ statusBar: phone.display().statusBarHeight }),
  ],
  ['GET /session/:sessionId/appium/device/pixel_ratio', ({ phone }) => phone.display().density / 160],
  ['GET /session/:sessionId/appium/device/display_density', ({ phone }) => phone.display().density],
  ['POST /session/:sessionId/appium/device/get_clipboard', readClipboard],
  ['POST /session/:sessionId/appium/device/set_clipboard', writeClipboard],
];

const androidQ = 29;

async function source(call: CommandCall): Promise<string> {
  const { phone, version } = call;
  const snapshot = await lookAt(call);
  return formatSource(snapshot, { sdk: phone.sdk, major: Number.parseInt(version.name, 10), display: phone.display() });
}

function press({ phone }: CommandCall, key: string): null {
  requireInput(phone);
  phone.screens.pressKey(key);
  return null;
}

/** Every page here is upright and stays so. */
function turn({ body }: CommandCall): null {
  const wanted = textIn(body, 'orientation').toUpperCase();
  if (wanted === 'PORTRAIT') return null;
  throw new WebDriverError('invalid element state', 'Set the orientation, but app refused to rotate.');
}

function windowSize({ phone }: CommandCall): { width: number; height: number } {
  const { width, height } = phone.display();
  return { width, height };
}

function describePhone({ phone }: CommandCall): unknown {
  const { width, height, density } = phone.display();
  return {
    ...phone.describe(),
    apiVersion: String(phone.sdk),
    realDisplaySize: `${width}x${height}`,
    displayDensity: density,
    networks: [],
  };
}

/** Since Android 10 only the keyboard in use may read the clipboard; the server is none. */
function readClipboard({ phone }: CommandCall): string {
  const text = phone.sdk >= androidQ ? '' : phone.screens.clipboard;
  return Buffer.from(text, 'utf8').toString('base64');
}

function writeClipboard({ phone, body }: CommandCall): null {
  phone.screens.clipboard = Buffer.from(textIn(body, 'content'), 'base64').toString('utf8');
  return null;
}
