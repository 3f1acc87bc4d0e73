import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findProgram } from './machine.mjs';
import { privateTree } from './private-tree.mjs';

/** @import { Debian } from './debian.mjs' */
/** @import { Finding, Machine } from './machine.mjs' */

const askLimitMs = 20_000;

/** @param {Machine} machine */
function privateConfiguration(machine) {
  return join(privateTree(machine, 'fonts'), 'fonts.conf');
}

/**
 * @param {Machine} machine
 * @returns {NodeJS.ProcessEnv} the environment in which programs find a font that was unpacked privately
 */
export function fontEnv(machine) {
  const file = privateConfiguration(machine);
  return existsSync(file) ? { FONTCONFIG_FILE: file } : {};
}

/**
 * Whether Chinese can be drawn. macOS and Windows bring their fonts along.
 *
 * @param {Machine} machine
 * @returns {Promise<Finding>}
 */
export async function findFonts(machine) {
  if (machine.platform !== 'linux') return { isFound: true, version: '', detail: machine.platform };
  const privateFile = privateConfiguration(machine);
  if (existsSync(privateFile)) return { isFound: true, version: 'Noto CJK', detail: privateFile };
  const asked = machine.hidden.has('fonts')
    ? null
    : await machine.children.run('fc-list', [':lang=zh', 'family'], { timeoutMs: askLimitMs, env: machine.env });
  const family = asked?.stdout.split('\n')[0]?.trim() ?? '';
  if (family !== '') return { isFound: true, version: family.split(',')[0] ?? '', detail: 'fc-list :lang=zh' };
  return {
    isFound: false,
    problem: { zh: '没有中文字体', en: 'there is no Chinese font' },
    remedy: { zh: '运行 sudo apt-get install fonts-noto-cjk', en: 'run sudo apt-get install fonts-noto-cjk' },
  };
}

/**
 * Installs a Chinese font, or unpacks it privately with a font configuration that adds it.
 *
 * @param {Machine} machine
 * @param {Debian} debian
 * @returns {Promise<void>}
 * @throws with the reason
 */
export async function provideFonts(machine, debian) {
  const isHidden = machine.hidden.has('fonts');
  if (!isHidden && (await debian.mayInstall())) {
    const lister = findProgram(machine, 'fc-list') === null ? [['fontconfig']] : [];
    await debian.install([['fonts-noto-cjk'], ...lister]);
    return;
  }
  if (!debian.isHere) throw new Error('this system has no apt');
  const tree = privateTree(machine, 'fonts');
  await debian.unpack([['fonts-noto-cjk']], tree);
  const lines = [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">',
    '<fontconfig>',
    '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>',
    '<dir prefix="relative">usr/share/fonts</dir>',
    '</fontconfig>',
  ];
  await writeFile(privateConfiguration(machine), `${lines.join('\n')}\n`);
}
