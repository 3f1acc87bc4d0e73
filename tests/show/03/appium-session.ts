import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';
import { findAdbProgram } from '../../support/adb-program.ts';
import { AppiumProcess } from '../../support/appium/appium-process.ts';
import { automationApks } from '../../support/automation-apks.ts';
import { DriverDesk } from '../../support/driver-desk.ts';
import { walkTree } from '../../../simulator/screens/ui-node.ts';
import { atLeast, exactly, told, type Figure, type ShowLine } from '../show-line.ts';

/** Appium's driver asks for Android 8 at least. */
const modelKeys = ['huawei_nova_2', 'redmi_7', 'redmi_note_14'] as const;
const shortModelKeys = ['redmi_7'] as const;
const messenger = 'com.tencent.mm';
const lookEveryMs = 200;
const lookTimes = 50;

const elementSchema = z.object({ ELEMENT: z.string() });
const sessionSchema = z.tuple([z.string(), z.looseObject({ deviceApiLevel: z.number() })]);
const run = promisify(execFile);

/** The unmodified `appium-uiautomator2-driver` takes a virtual phone for a phone. */
export const appiumSession: ShowLine = {
  id: '03.8',
  title:
    'the unmodified appium-uiautomator2-driver opens a session, reads the tree, finds by text, types Chinese, taps',
  hasShortForm: true,
  limitMs: 5 * 60_000,
  async run({ isShort, seed, say, signal }) {
    const models = isShort ? shortModelKeys : modelKeys;
    const desk = await DriverDesk.open(models, seed);
    try {
      const figures: Figure[] = [
        told(
          'what the session leaves out, the named skipServerInstallation and one more',
          Object.keys(skips)
            .map((name) => name.replace('appium:', ''))
            .join(', '),
        ),
        told(
          'what skipDeviceInitialization means',
          'the helper app io.appium.settings is neither installed nor started; the server and its calls are as shipped',
        ),
      ];
      for (const [index, model] of models.entries()) {
        signal.throwIfAborted();
        figures.push(...(await walkPhone(desk, index + 1, { model, say })));
      }
      return figures;
    } finally {
      await desk.close();
    }
  },
};

/** Of the driver's own doings these are left out. */
const skips = {
  'appium:skipServerInstallation': true,
  'appium:skipDeviceInitialization': true,
} as const;

interface Walk {
  readonly model: string;
  readonly say: (text: string) => void;
}

async function walkPhone(desk: DriverDesk, place: number, { model, say }: Walk): Promise<Figure[]> {
  const { sdk } = desk.android(place);
  const name = `${model} (Android level ${sdk})`;
  await installServer(desk, place);
  const appium = new AppiumProcess();
  const startedAt = performance.now();
  try {
    const [, capabilities] = sessionSchema.parse(
      await appium.run('createSession', null, null, capabilitiesFor(desk, place)),
    );
    say(`${name}: session after ${Math.round(performance.now() - startedAt)} ms`);
    const figures = [exactly(`${name}: level that the session tells`, capabilities.deviceApiLevel, sdk)];
    return [...figures, ...(await useMessenger(appium, desk, place, name))];
  } finally {
    await appium.run('deleteSession');
    await appium.close();
  }
}

/** By adb's own install, as an operator of Appium would; the session is told not to. */
async function installServer(desk: DriverDesk, place: number): Promise<void> {
  const phone = desk.desk.phone(place);
  const { server, test } = automationApks(phone.device.sdk);
  for (const file of [server, test]) {
    await run(findAdbProgram(), ['-P', String(desk.desk.adbPort), '-s', phone.address, 'install', '-r', '-t', file]);
  }
}

/**
 * What differs from the driver's defaults: which phone on which adb server, no installation of the server, none of the
 * helper app `io.appium.settings` (device initialization), and an app to open that keeps its data.
 */
function capabilitiesFor(desk: DriverDesk, place: number): object {
  const alwaysMatch = {
    platformName: 'Android',
    'appium:automationName': 'UiAutomator2',
    'appium:udid': desk.desk.phone(place).address,
    'appium:adbPort': desk.desk.adbPort,
    'appium:suppressKillServer': true,
    ...skips,
    'appium:appPackage': messenger,
    'appium:appActivity': `${messenger}.ui.LauncherUI`,
    'appium:noReset': true,
  };
  return { alwaysMatch, firstMatch: [{}] };
}

async function useMessenger(appium: AppiumProcess, desk: DriverDesk, place: number, name: string): Promise<Figure[]> {
  const { messenger: app, screens } = desk.android(place).phone.display;
  const group = app?.groups.find(({ name: groupName }) => isTypeable(groupName));
  if (app === null || group === undefined) throw new Error('the phone has no group with a Chinese name');
  const source = z.string().parse(await appium.run('getPageSource'));
  const tabs = app.variant.home.tabs.filter((tab) => source.includes(`text="${tab}"`));
  await appium.run(
    'click',
    await find(appium, '-android uiautomator', `new UiSelector().text("${app.variant.home.tabs[1] ?? ''}")`),
  );
  await appium.run('click', await find(appium, 'accessibility id', app.variant.home.searchDescription));
  const field = await find(appium, 'class name', 'android.widget.EditText');
  await appium.run('setValue', group.name, field);
  const onScreen = [...walkTree(screens.front().node)].find((node) => node.field !== null)?.field?.text ?? '';
  const readBack = z.string().parse(await appium.run('getText', field));
  await appium.run('click', await find(appium, 'xpath', `//android.widget.TextView[@text="${group.name}"]`));
  const acts = desk
    .android(place)
    .phone.world.acts.read()
    .filter(({ accountId }) => accountId === app.account.accountId);
  const opened = acts.findLast(({ kind }) => kind === 'open-chat');
  return [
    atLeast(`${name}: views in the tree`, source.split('class="android').length - 1, 15, 'views'),
    exactly(`${name}: tabs found in the tree`, tabs.length, app.variant.home.tabs.length),
    exactly(`${name}: what the phone's field holds`, onScreen, group.name),
    exactly(`${name}: what the driver reads back`, readBack, group.name),
    exactly(`${name}: group that the act log says was opened`, opened?.groupId ?? 'none', group.groupId),
    told(`${name}: acts in the log`, acts.map(({ kind }) => kind).join(' ')),
  ];
}

/** Chinese, short enough for a row of the results, and without what an XPath would need to quote. */
function isTypeable(groupName: string): boolean {
  return /\p{Script=Han}{2}/u.test(groupName) && groupName.length <= 14 && !/["']/u.test(groupName);
}

/** A page may still be loading: looks a few times. Answers the element's id. */
async function find(appium: AppiumProcess, strategy: string, selector: string): Promise<string> {
  for (let times = 1; ; times++) {
    try {
      return elementSchema.parse(await appium.run('findElement', strategy, selector)).ELEMENT;
    } catch (failure) {
      if (times >= lookTimes) throw failure;
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
  }
}
