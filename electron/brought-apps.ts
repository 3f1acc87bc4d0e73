import type { ShellResult } from './adb/shell-reader.ts';
import {
  keyboardPackage,
  serverFor,
  serverPackage,
  type DriverApks,
  type KeyboardApk,
} from './automation/drivers/apks.ts';
import { bringServer, installApk } from './automation/drivers/phone-packages.ts';
import { succeed, type Outcome } from './contract/outcome.ts';
import type { HelperApp } from './devices/preparation/step.ts';

/**
 * The apps with which the drivers work, for the checklist of preparation: a phone that refuses an install tells so there
 * and not in the middle of a job. The drivers bring them too, where nobody prepared the phone.
 */
export function broughtApps(apks: DriverApks): readonly HelperApp[] {
  const { keyboard } = apks;
  return [serverApp(apks), ...(keyboard === null ? [] : [keyboardApp(keyboard)])];
}

function serverApp(apks: DriverApks): HelperApp {
  const versionFor = (sdk: number | null): string | null =>
    sdk === null ? null : (serverFor(apks, sdk)?.version ?? null);
  return {
    packageName: serverPackage,
    // Whoever automates has woken the phone.
    worksAtRest: false,
    versionFor,
    // A pair of two versions does not start: any other one is replaced, with its test.
    isEnough: ({ version }, sdk) => version === versionFor(sdk),
    bring: async (link, { sdk, signal }) => {
      const server = sdk === null ? null : serverFor(apks, sdk);
      if (server === null) throw new Error(`Android level ${sdk} was not said to need a server`);
      return saidBy(await bringServer(link, server, signal));
    },
  };
}

function keyboardApp(apk: KeyboardApk): HelperApp {
  return {
    packageName: keyboardPackage,
    worksAtRest: false,
    versionFor: (sdk) => (sdk !== null && sdk >= apk.minSdk ? apk.version : null),
    // Its keyboard has been the same since its first release; a newer one that another tool brought stays.
    isEnough: () => true,
    bring: async (link, { signal }) => saidBy(await installApk(link, apk, signal)),
  };
}

/** A refusal in the package manager's own words, which preparation reads as it reads those of any install. */
function saidBy(brought: Outcome<null>): Outcome<ShellResult> {
  if (brought.ok) return succeed({ stdout: 'Success', stderr: '', exitCode: 0 });
  const { code, detail } = brought.error;
  const text = detail?.['text'];
  if (code !== 'automation-install-refused' || typeof text !== 'string') return brought;
  return succeed({ stdout: text, stderr: '', exitCode: 1 });
}
