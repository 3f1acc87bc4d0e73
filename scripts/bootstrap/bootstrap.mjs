import { findAdb, provideAdb } from './adb.mjs';
import { Debian } from './debian.mjs';
import { findOwnDisplay, findXvfb, provideXvfb } from './display.mjs';
import { reasonOf } from './download.mjs';
import { findElectron, provideElectron, readElectron } from './electron.mjs';
import { findFonts, provideFonts } from './fonts.mjs';
import { findNode, provideNode } from './node-runtime.mjs';
import { findPackages, providePackages } from './packages.mjs';
import { inBoth } from './progress.mjs';
import { findLibraries, provideLibraries } from './system-libraries.mjs';

/** @import { Finding, Machine, Text } from './machine.mjs' */
/** @import { Progress } from './progress.mjs' */

/**
 * Something that the console or its tests need on this computer. `provide` is called only after `find` found nothing,
 * and may throw. Without an optional one the console still starts and shows what is missing.
 *
 * @typedef {object} Prerequisite
 * @property {string} id
 * @property {Text} name
 * @property {boolean} isOptional
 * @property {() => Promise<Finding>} find
 * @property {() => Promise<void>} provide
 */

/**
 * All prerequisites in the order in which they are provided: each may use what stands before it.
 *
 * @param {Machine} machine
 * @param {Progress} progress
 * @param {{ needsVirtualDisplay: boolean }} options whether Xvfb is needed although there may be a display
 * @returns {readonly Prerequisite[]}
 */
export function prerequisites(machine, progress, { needsVirtualDisplay }) {
  const debian = new Debian(machine);
  return [
    ...fromRegistry(machine),
    {
      id: 'adb',
      name: { zh: 'adb', en: 'adb' },
      isOptional: true,
      find: () => findAdb(machine),
      provide: () => provideAdb(machine, debian),
    },
    ...forElectron(machine, progress, debian),
    {
      id: 'display',
      name: { zh: '显示器或 Xvfb', en: 'a display or Xvfb' },
      isOptional: false,
      find: () => findDisplay(machine, needsVirtualDisplay),
      provide: () => provideXvfb(machine, debian),
    },
    {
      id: 'fonts',
      name: { zh: '中文字体', en: 'a Chinese font' },
      isOptional: true,
      find: () => findFonts(machine, 'chinese'),
      provide: () => provideFonts(machine, debian, 'chinese'),
    },
    {
      id: 'emoji',
      name: { zh: '表情符号字体', en: 'an emoji font' },
      isOptional: true,
      find: () => findFonts(machine, 'emoji'),
      provide: () => provideFonts(machine, debian, 'emoji'),
    },
  ];
}

/**
 * @param {Machine} machine
 * @returns {readonly Prerequisite[]}
 */
function fromRegistry(machine) {
  return [
    {
      id: 'node',
      name: { zh: '较新的 Node', en: 'a current Node' },
      isOptional: false,
      find: () => findNode(machine),
      provide: () => provideNode(machine),
    },
    {
      id: 'packages',
      name: { zh: '依赖包', en: 'packages' },
      isOptional: false,
      find: () => findPackages(machine),
      provide: () => providePackages(machine),
    },
  ];
}

/**
 * @param {Machine} machine
 * @param {Progress} progress
 * @param {Debian} debian
 * @returns {readonly Prerequisite[]}
 */
function forElectron(machine, progress, debian) {
  const executable = async () => (await readElectron(machine))?.executable ?? null;
  return [
    {
      id: 'electron',
      name: { zh: 'Electron', en: 'Electron' },
      isOptional: false,
      find: () => findElectron(machine),
      provide: () => provideElectron(machine, progress),
    },
    {
      id: 'libraries',
      name: { zh: 'Electron 所需系统库', en: 'shared libraries of Electron' },
      isOptional: false,
      find: async () => findLibraries(machine, await executable()),
      provide: async () => provideLibraries(machine, debian, (await executable()) ?? ''),
    },
  ];
}

/**
 * @param {Machine} machine
 * @param {boolean} needsVirtualDisplay
 * @returns {Promise<Finding>}
 */
async function findDisplay(machine, needsVirtualDisplay) {
  if (machine.platform !== 'linux') return { isFound: true, version: '', detail: machine.platform };
  if (!needsVirtualDisplay && (await findOwnDisplay(machine)) !== null) {
    return { isFound: true, version: '', detail: machine.env['DISPLAY'] ?? machine.env['WAYLAND_DISPLAY'] ?? '' };
  }
  return findXvfb(machine);
}

/**
 * Provides whatever is missing, one after the other, and skips what is there.
 *
 * @param {readonly Prerequisite[]} wanted
 * @param {Progress} progress
 * @returns {Promise<boolean>} whether everything that is not optional is there now
 */
export async function provideAll(wanted, progress) {
  for (const prerequisite of wanted) {
    if ((await prerequisite.find()).isFound) continue;
    const problem = await provideOne(prerequisite, progress);
    if (problem === null) continue;
    progress.warn(problem);
    if (!prerequisite.isOptional) return false;
  }
  return true;
}

/**
 * @param {Prerequisite} prerequisite
 * @param {Progress} progress
 * @returns {Promise<Text | null>} what is still wrong, with the remedy
 */
async function provideOne({ name, find, provide }, progress) {
  /** @type {unknown} */
  let failure = null;
  await progress.during({ zh: `准备${name.zh}`, en: `providing ${name.en}` }, async () => {
    try {
      await provide();
    } catch (error) {
      failure = error;
    }
  });
  const finding = await find();
  if (finding.isFound) {
    progress.say({ zh: `${inBoth(name)} ${finding.version}`, en: finding.detail });
    return null;
  }
  const reason = failure === null ? finding.problem : { zh: reasonOf(failure), en: reasonOf(failure) };
  return { zh: `${reason.zh}。${finding.remedy.zh}`, en: `${reason.en}. ${finding.remedy.en}` };
}
