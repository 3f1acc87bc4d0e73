import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** One app file of this machine. */
export interface ApkFile {
  readonly packageName: string;
  readonly path: string;
}

/** A UiAutomator2 server: the app, and the test that starts it. */
export interface ServerApks {
  /** `versionName` of the server's package; the test has none. */
  readonly version: string;
  /** Android levels that it installs on, the first one. */
  readonly minSdk: number;
  readonly server: ApkFile;
  readonly test: ApkFile;
}

/** The keyboard that takes text of any script over adb. */
export interface KeyboardApk extends ApkFile {
  readonly version: string;
  readonly minSdk: number;
  /** Id of the keyboard, as `ime list` has it. */
  readonly keyboardId: string;
}

/** What the drivers bring to a phone. */
export interface DriverApks {
  /** Newest first. */
  readonly servers: readonly ServerApks[];
  /** Null where none came with this console: then the dump driver types plain ASCII only. */
  readonly keyboard: KeyboardApk | null;
}

export const serverPackage = 'io.appium.uiautomator2.server';
export const testPackage = `${serverPackage}.test`;
/** What starts the server inside the phone. */
export const runnerComponent = `${testPackage}/androidx.test.runner.AndroidJUnitRunner`;
export const keyboardPackage = 'io.appium.settings';
export const keyboardId = `${keyboardPackage}/.UnicodeIME`;

/** The npm packages that carry the servers, and the first Android level that each serves (their own change logs). */
const serverModules = [
  // Each name stands in its call: staging an app looks for the packages that it needs there.
  { minSdk: 26, find: (require: NodeJS.Require) => require.resolve('appium-uiautomator2-server/package.json') },
  { minSdk: 21, find: (require: NodeJS.Require) => require.resolve('appium-uiautomator2-server-legacy/package.json') },
] as const;
const keyboardMinSdk = 21;
const versionSchema = z.object({ version: z.string() });

/**
 * Finds the APKs in the npm packages they come in. Throws where a server's package is not installed: that is a broken
 * installation of the console. @param from a module's URL; its `node_modules` are searched
 */
export function findDriverApks(from: string): DriverApks {
  const require = createRequire(from);
  return {
    servers: serverModules.map(({ find, minSdk }) => describeServer(find(require), minSdk)),
    keyboard: findKeyboard(require),
  };
}

/** The newest server for an Android level; null below the oldest one's. */
export function serverFor(apks: DriverApks, sdk: number): ServerApks | null {
  return apks.servers.find(({ minSdk }) => sdk >= minSdk) ?? null;
}

function describeServer(manifest: string, minSdk: number): ServerApks {
  const version = readVersion(manifest);
  const inFolder = (file: string): string => join(dirname(manifest), 'apks', file);
  return {
    version,
    minSdk,
    server: { packageName: serverPackage, path: inFolder(`appium-uiautomator2-server-v${version}.apk`) },
    test: { packageName: testPackage, path: inFolder('appium-uiautomator2-server-debug-androidTest.apk') },
  };
}

function findKeyboard(require: NodeJS.Require): KeyboardApk | null {
  try {
    const manifest = require.resolve('io.appium.settings/package.json');
    const path = join(dirname(manifest), 'apks', 'settings_apk-debug.apk');
    return { packageName: keyboardPackage, version: readVersion(manifest), path, minSdk: keyboardMinSdk, keyboardId };
  } catch {
    return null; // The package is not among this installation's.
  }
}

function readVersion(manifest: string): string {
  return versionSchema.parse(JSON.parse(readFileSync(manifest, 'utf8'))).version;
}
