import assert from 'node:assert/strict';
import { always, type Operation } from './operation.ts';
import type { PhoneClient } from './phone-client.ts';
import { brokenApk, makeApk } from './sample-apk.ts';

const packageName = 'com.example.sample';

async function readBootId(client: PhoneClient): Promise<string> {
  return (await client.shell('cat /proc/sys/kernel/random/boot_id')).stdout.toString().trim();
}

async function isInstalled(client: PhoneClient, name: string): Promise<boolean> {
  const { stdout } = await client.shell('pm list packages');
  return stdout.toString().split('\n').includes(`package:${name}`);
}

/** Apps, restarts, and what adb itself tells about the phone. */
export const phoneOperations: readonly Operation[] = [
  {
    id: 'install and uninstall an app',
    isOffered: (client) => client.install !== undefined && client.uninstall !== undefined,
    run: async ({ client }) => {
      await client.install?.(makeApk({ packageName, minSdk: 21 }), packageName);
      assert.equal(await isInstalled(client, packageName), true);
      await client.uninstall?.(packageName);
      assert.equal(await isInstalled(client, packageName), false);
    },
  },
  {
    id: 'an app for a newer Android is refused',
    isOffered: (client) => client.install !== undefined,
    run: async ({ client }) => {
      const apk = makeApk({ packageName, minSdk: 99 });
      await assert.rejects(async () => client.install?.(apk, packageName), /INSTALL_FAILED_OLDER_SDK/);
    },
  },
  {
    id: 'a broken app is refused',
    isOffered: (client) => client.install !== undefined,
    run: ({ client }) => assert.rejects(async () => client.install?.(brokenApk, packageName), /INSTALL_PARSE_FAILED/),
  },
  {
    id: 'adb features',
    isOffered: (client) => client.features !== undefined,
    run: async ({ client }) => {
      const features = (await client.features?.()) ?? [];
      for (const feature of ['shell_v2', 'cmd', 'stat_v2']) assert.ok(features.includes(feature), feature);
    },
  },
  {
    id: 'reboot, wait for the phone, another boot id',
    isOffered: always,
    run: async ({ client, phone }) => {
      const before = await readBootId(client);
      const isDown = phone.whenLoad(({ connections }) => connections === 0);
      await client.reboot();
      await isDown;
      await client.waitForDevice();
      assert.notEqual(await readBootId(client), before);
    },
  },
];
