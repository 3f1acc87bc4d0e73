import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const require = createRequire(import.meta.url);

export const serverPackage = 'io.appium.uiautomator2.server';
export const testPackage = `${serverPackage}.test`;
export const runner = `${testPackage}/androidx.test.runner.AndroidJUnitRunner`;

/** Paths of the real APK pair that serves an Android level: the server, and the test that starts it. */
export function automationApks(sdk: number): {
  readonly server: string;
  readonly test: string;
  readonly version: string;
} {
  const name = sdk >= 26 ? 'appium-uiautomator2-server' : 'appium-uiautomator2-server-legacy';
  const manifest = join(dirname(require.resolve(`${name}/package.json`)), 'package.json');
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(manifest, 'utf8')));
  const folder = join(dirname(manifest), 'apks');
  return {
    server: join(folder, `appium-uiautomator2-server-v${version}.apk`),
    test: join(folder, 'appium-uiautomator2-server-debug-androidTest.apk'),
    version,
  };
}
