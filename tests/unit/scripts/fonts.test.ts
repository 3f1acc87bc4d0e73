import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { prerequisites } from '../../../scripts/bootstrap/bootstrap.mjs';
import { findFonts, fontEnv, provideFonts, type PackageSource } from '../../../scripts/bootstrap/fonts.mjs';
import { readMachine, type Machine } from '../../../scripts/bootstrap/machine.mjs';
import { Progress } from '../../../scripts/bootstrap/progress.mjs';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jiqun-fonts-'));
  mkdirSync(join(folder, 'bin'));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** A Linux machine whose `fc-list` knows these families by language; without any it has no `fc-list`. */
function machine(families: Readonly<Record<string, string>> | null, env: Record<string, string> = {}): Machine {
  if (families !== null) {
    const cases = Object.entries(families).map(([language, family]) => `:lang=${language}) echo '${family}' ;;`);
    const file = join(folder, 'bin', 'fc-list');
    writeFileSync(file, `#!/bin/sh\ncase "$1" in\n${cases.join('\n')}\n*) ;;\nesac\n`);
    chmodSync(file, 0o755);
  }
  const base = readMachine({ env: { PATH: join(folder, 'bin'), ...env } });
  return { ...base, platform: 'linux', runtimeFolder: join(folder, '.runtime') };
}

interface Recorded extends PackageSource {
  readonly installed: string[];
  readonly unpacked: string[];
}

/** A package manager that writes down what it is asked for. */
function packages({ mayInstall }: { readonly mayInstall: boolean }): Recorded {
  const installed: string[] = [];
  const unpacked: string[] = [];
  return {
    installed,
    unpacked,
    isHere: true,
    mayInstall: async () => mayInstall,
    install: async (choices) => void installed.push(...choices.flat()),
    unpack: async (choices, target) => {
      unpacked.push(...choices.flat());
      mkdirSync(join(target, 'usr/share/fonts'), { recursive: true });
    },
  };
}

describe('an emoji font', () => {
  test('is found where fontconfig lists one', async () => {
    const found = await findFonts(machine({ 'und-zsye': 'Noto Color Emoji' }), 'emoji');
    expect(found).toEqual({ isFound: true, version: 'Noto Color Emoji', detail: 'fc-list :lang=und-zsye' });
  });

  test('is missing where there are only Chinese fonts, and the cure names its package', async () => {
    const only = machine({ zh: 'Noto Sans CJK SC' });
    expect((await findFonts(only, 'chinese')).isFound).toBe(true);
    expect(await findFonts(only, 'emoji')).toEqual({
      isFound: false,
      problem: { zh: '没有表情符号字体', en: 'there is no emoji font' },
      remedy: {
        zh: '运行 sudo apt-get install fonts-noto-color-emoji',
        en: 'run sudo apt-get install fonts-noto-color-emoji',
      },
    });
  });

  test('is installed for the whole machine where that is allowed', async () => {
    const debian = packages({ mayInstall: true });
    await provideFonts(machine({}), debian, 'emoji');
    expect(debian.installed).toEqual(['fonts-noto-color-emoji']);
  });

  test('is one of the things that the start provides and the doctor prints', () => {
    const wanted = prerequisites(machine({}), new Progress(() => undefined), { needsVirtualDisplay: false });
    expect(wanted.find(({ id }) => id === 'emoji')).toMatchObject({ isOptional: true, name: { en: 'an emoji font' } });
  });
});

test('without fc-list, which finds fonts, it is installed too', async () => {
  const debian = packages({ mayInstall: true });
  await provideFonts(machine(null), debian, 'chinese');
  expect(debian.installed).toEqual(['fonts-noto-cjk', 'fontconfig']);
});

test('hidden fonts are looked away from, and never installed for the whole machine', async () => {
  const hidden = machine({ zh: 'Noto Sans CJK SC', 'und-zsye': 'Noto Color Emoji' }, { JIQUN_HIDE: 'fonts' });
  expect([(await findFonts(hidden, 'chinese')).isFound, (await findFonts(hidden, 'emoji')).isFound]).toEqual([
    false,
    false,
  ]);
  const debian = packages({ mayInstall: true });
  await provideFonts(hidden, debian, 'emoji');
  expect(debian.installed).toEqual([]);
});

test('fonts that are unpacked privately are found, all of them in one configuration', async () => {
  const here = machine({});
  expect(fontEnv(here)).toEqual({});
  const debian = packages({ mayInstall: false });
  await provideFonts(here, debian, 'chinese');
  expect([(await findFonts(here, 'chinese')).isFound, (await findFonts(here, 'emoji')).isFound]).toEqual([true, false]);
  await provideFonts(here, debian, 'emoji');
  expect((await findFonts(here, 'emoji')).isFound).toBe(true);
  expect(debian.unpacked).toEqual(['fonts-noto-cjk', 'fonts-noto-color-emoji']);
  const configuration = readFileSync(fontEnv(here)['FONTCONFIG_FILE'] ?? '', 'utf8');
  expect(configuration).toContain('<dir prefix="relative">fonts/usr/share/fonts</dir>');
  expect(configuration).toContain('<dir prefix="relative">emoji/usr/share/fonts</dir>');
});

test('a machine without apt is told so', async () => {
  const debian = { ...packages({ mayInstall: false }), isHere: false };
  await expect(provideFonts(machine({}), debian, 'emoji')).rejects.toThrow('no apt');
});
