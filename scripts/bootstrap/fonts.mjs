import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findProgram } from './machine.mjs';
import { privateTree } from './private-tree.mjs';

/** @import { Debian } from './debian.mjs' */
/** @import { Finding, Machine, Text } from './machine.mjs' */

/**
 * What is to be drawn: names of phones and groups hold both.
 *
 * @typedef {'chinese' | 'emoji'} Script
 */

/** @typedef {Pick<Debian, 'isHere' | 'mayInstall' | 'install' | 'unpack'>} PackageSource */

/**
 * @typedef {object} FontChoice
 * @property {string} language as fontconfig names it
 * @property {string} packageName Debian's
 * @property {'fonts' | 'emoji'} purpose of the private tree
 * @property {Text} missing
 */

/** @type {Readonly<Record<Script, FontChoice>>} */
const choices = {
  chinese: {
    language: 'zh',
    packageName: 'fonts-noto-cjk',
    purpose: 'fonts',
    missing: { zh: '没有中文字体', en: 'there is no Chinese font' },
  },
  emoji: {
    language: 'und-zsye',
    packageName: 'fonts-noto-color-emoji',
    purpose: 'emoji',
    missing: { zh: '没有表情符号字体', en: 'there is no emoji font' },
  },
};

const askLimitMs = 20_000;

/**
 * One for all privately unpacked fonts, since programs are told of one file.
 *
 * @param {Machine} machine
 */
function privateConfiguration(machine) {
  return join(machine.runtimeFolder, 'debs', 'fonts.conf');
}

/**
 * @param {Machine} machine
 * @returns {NodeJS.ProcessEnv} the environment in which programs find the fonts that were unpacked privately
 */
export function fontEnv(machine) {
  const file = privateConfiguration(machine);
  return existsSync(file) ? { FONTCONFIG_FILE: file } : {};
}

/**
 * Whether a script can be drawn. macOS and Windows bring their fonts along.
 *
 * @param {Machine} machine
 * @param {Script} script
 * @returns {Promise<Finding>}
 */
export async function findFonts(machine, script) {
  const { language, packageName, purpose, missing } = choices[script];
  if (machine.platform !== 'linux') return { isFound: true, version: '', detail: machine.platform };
  const tree = privateTree(machine, purpose);
  if (existsSync(tree) && existsSync(privateConfiguration(machine))) {
    return { isFound: true, version: packageName, detail: tree };
  }
  const query = `:lang=${language}`;
  const asked = machine.hidden.has('fonts')
    ? null
    : await machine.children.run('fc-list', [query, 'family'], { timeoutMs: askLimitMs, env: machine.env });
  const family = asked?.stdout.split('\n')[0]?.trim() ?? '';
  if (family !== '') return { isFound: true, version: family.split(',')[0] ?? '', detail: `fc-list ${query}` };
  const command = `sudo apt-get install ${packageName}`;
  return { isFound: false, problem: missing, remedy: { zh: `运行 ${command}`, en: `run ${command}` } };
}

/**
 * Installs a font of that script, or unpacks it privately with a font configuration that adds it.
 *
 * @param {Machine} machine
 * @param {PackageSource} debian
 * @param {Script} script
 * @returns {Promise<void>}
 * @throws with the reason
 */
export async function provideFonts(machine, debian, script) {
  const { packageName, purpose } = choices[script];
  const isHidden = machine.hidden.has('fonts');
  if (!isHidden && (await debian.mayInstall())) {
    const lister = findProgram(machine, 'fc-list') === null ? [['fontconfig']] : [];
    await debian.install([[packageName], ...lister]);
    return;
  }
  if (!debian.isHere) throw new Error('this system has no apt');
  await debian.unpack([[packageName]], privateTree(machine, purpose));
  await writeFile(privateConfiguration(machine), configuration());
}

/** The machine's own fonts and those of every private tree; a tree that is not there is none of fontconfig's concern. */
function configuration() {
  const trees = Object.values(choices).map(({ purpose }) => `<dir prefix="relative">${purpose}/usr/share/fonts</dir>`);
  const lines = [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">',
    '<fontconfig>',
    '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>',
    ...trees,
    '</fontconfig>',
  ];
  return `${lines.join('\n')}\n`;
}
