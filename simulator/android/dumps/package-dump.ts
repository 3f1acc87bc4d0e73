import { hashText } from '../../world/seeded-random.ts';
import type { InstalledPackage } from '../packages.ts';
import type { Phone } from '../phone.ts';
import { androidLevel, dumpTime, endLines, objectNumber } from './dump-text.ts';

const firstAppId = 10_100;
const appIds = 400;

/** `dumpsys package [NAME|packages]` (AOSP PackageManagerService, Settings.dumpPackagesLPr). */
export function dumpPackage(phone: Phone, args: readonly string[]): string {
  const name = args.find((argument) => !argument.startsWith('-'));
  if (name === undefined || name === 'packages' || name === 'p') {
    return endLines(['Packages:', ...phone.packages.list().flatMap((app) => entryLines(phone, app))]);
  }
  const app = phone.packages.get(name);
  if (app === null) return endLines(missingLines(name));
  return endLines([
    'Activity Resolver Table:',
    '  Non-Data Actions:',
    '      android.intent.action.MAIN:',
    `        ${objectNumber(phone, `filter/${name}`)} ${name}/.MainActivity filter ${objectNumber(phone, `match/${name}`)}`,
    '          Action: "android.intent.action.MAIN"',
    '          Category: "android.intent.category.LAUNCHER"',
    '',
    'Key Set Manager:',
    `  [${name}]`,
    '      Signing KeySets: 57',
    '',
    'Packages:',
    ...entryLines(phone, app),
    '',
    ...(app.isSystem && app.updatedAt > app.firstInstallAt ? hiddenLines(app) : []),
    'Dexopt state:',
    `  [${name}]`,
    `    path: ${app.path}`,
    '      arm64: [status=speed-profile] [reason=bg-dexopt]',
  ]);
}

function missingLines(name: string): readonly string[] {
  return [
    'Dexopt state:',
    `  Unable to find package: ${name}`,
    '',
    '',
    'Compiler stats:',
    `  Unable to find package: ${name}`,
  ];
}

/** The factory version of an updated system app, which must not be taken for the one in use. */
function hiddenLines(app: InstalledPackage): readonly string[] {
  return [
    'Hidden system packages:',
    `  Package [${app.name}] (0000000):`,
    '    versionCode=1 minSdk=21 targetSdk=26',
    '    versionName=1.0',
    '',
  ];
}

function entryLines(phone: Phone, app: InstalledPackage): readonly string[] {
  const { name, path } = app;
  const appId = firstAppId + (hashText(name) % appIds);
  const folder = path.slice(0, path.lastIndexOf('/'));
  const flags = app.isSystem ? '[ SYSTEM HAS_CODE ALLOW_CLEAR_USER_DATA ]' : '[ HAS_CODE ALLOW_CLEAR_USER_DATA ]';
  return [
    `  Package [${name}] (${objectNumber(phone, `setting/${name}`)}):`,
    `    ${phone.sdk >= androidLevel.t ? 'appId' : 'userId'}=${appId}`,
    `    pkg=Package{${objectNumber(phone, `package/${name}`)} ${name}}`,
    `    codePath=${folder}`,
    `    resourcePath=${folder}`,
    `    legacyNativeLibraryDir=${folder}/lib`,
    `    primaryCpuAbi=${phone.model.abiList.split(',')[0]}`,
    '    secondaryCpuAbi=null',
    `    versionCode=${app.versionCode} minSdk=${app.minSdk} targetSdk=${app.targetSdk}`,
    `    versionName=${app.versionName}`,
    '    splits=[base]',
    '    apkSigningVersion=2',
    `    flags=${flags}`,
    `    dataDir=/data/user/0/${name}`,
    `    timeStamp=${dumpTime(app.updatedAt)}`,
    ...(phone.sdk >= androidLevel.u ? [] : [`    firstInstallTime=${dumpTime(app.firstInstallAt)}`]),
    `    lastUpdateTime=${dumpTime(app.updatedAt)}`,
    ...(app.installer === null ? [] : [`    installerPackageName=${app.installer}`]),
    `    signatures=PackageSignatures{${objectNumber(phone, `signature/${name}`)} version:2, signatures:[d46fc6c3], past signatures:[]}`,
    '    installPermissionsFixed=true',
    `    pkgFlags=${flags}`,
    '    install permissions:',
    '      android.permission.INTERNET: granted=true',
    ...userLines(phone, app),
  ];
}

/** MIUI's dual-app user has a line for every app, installed there or not. */
function userLines(phone: Phone, app: InstalledPackage): readonly string[] {
  const state = 'hidden=false suspended=false stopped=false notLaunched=false enabled=0';
  const isDual = phone.model.skin.kind === 'miui' || phone.model.skin.kind === 'hyperos';
  return [
    `    User 0: ceDataInode=${262_144 + (hashText(app.name) % 90_000)} installed=true ${state}`,
    ...(phone.sdk >= androidLevel.u ? [`      firstInstallTime=${dumpTime(app.firstInstallAt)}`] : []),
    '      gids=[3003]',
    '      runtime permissions:',
    ...(isDual && !app.isSystem ? [`    User 999: ceDataInode=0 installed=false ${state}`, '      gids=[3003]'] : []),
  ];
}
