import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { zipOne } from './client-operations/sample-apk.ts';

const require = createRequire(import.meta.url);
let standIn: string | null = null;

/**
 * The helper app with its keyboard: the real one of the npm package where it is installed and serves that Android level,
 * else one whose manifest says the same; a virtual phone reads no more of it.
 */
export function helperKeyboardFile(sdk: number): string {
  const real = realFile();
  if (real !== null && sdk >= real.minSdk) return real.path;
  standIn ??= writeStandIn();
  return standIn;
}

function realFile(): { readonly path: string; readonly minSdk: number } | null {
  const places = [
    { from: 'io.appium.settings/package.json', minSdk: 21 },
    // Appium's own driver brings a newer one, which needs Android 8.
    { from: 'appium-uiautomator2-driver/package.json', inside: 'node_modules/io.appium.settings', minSdk: 26 },
  ];
  for (const { from, inside = '', minSdk } of places) {
    try {
      const path = join(dirname(require.resolve(from)), inside, 'apks', 'settings_apk-debug.apk');
      if (existsSync(path)) return { path, minSdk };
    } catch {
      // Not installed here.
    }
  }
  return null;
}

function writeStandIn(): string {
  const manifest =
    '<manifest package="io.appium.settings" android:versionCode="1" android:versionName="1.0">' +
    '<uses-sdk android:minSdkVersion="21"/><application>' +
    '<service android:name="io.appium.settings.UnicodeIME"><intent-filter>' +
    '<action android:name="android.view.InputMethod"/></intent-filter></service></application></manifest>';
  const path = join(mkdtempSync(join(tmpdir(), 'jiqun-keyboard-')), 'keyboard.apk');
  writeFileSync(path, zipOne('AndroidManifest.xml', Buffer.from(manifest)));
  return path;
}
