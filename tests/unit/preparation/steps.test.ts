import { assert, constantFrom, oneof, property, record, string } from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { preparationTextCodes, sharedPreparationTexts } from '../../../electron/contract/preparation-texts.ts';
import { judgeSteps, readingsOf } from '../../../electron/devices/preparation/checklist.ts';
import { skinFamilyOf } from '../../../electron/devices/preparation/skin-family.ts';
import type { Answers, Finding, StepContext } from '../../../electron/devices/preparation/step.ts';
import { stepTable } from '../../../electron/devices/preparation/steps/step-table.ts';
import { broughtHelpers, sampleHelper } from '../../support/preparing-desk.ts';

const plain: StepContext = {
  sdk: 28,
  family: 'other',
  lockPolicy: 'none',
  messengerPackage: 'com.tencent.mm',
  helpers: [],
  isAuthorised: true,
};

/** Answers by the start of the command; everything else is not given. */
function answering(table: Readonly<Record<string, string>>): Answers {
  return (command) => {
    const found = Object.entries(table).find(([start]) => command.startsWith(start));
    return found === undefined ? { output: '', exitCode: null } : { output: found[1], exitCode: 0 };
  };
}

function find(stepId: string, answers: Answers, context: Partial<StepContext> = {}): Finding {
  const found = judgeSteps(stepTable, answers, { ...plain, ...context }).find(({ step }) => step.id === stepId);
  if (found === undefined) throw new Error(`no step ${stepId}`);
  return found.finding;
}

function brightness(mode: string, level: string): Finding {
  return find(
    'brightness',
    answering({
      'settings get system screen_brightness_mode': `${mode}\n`,
      'settings get system screen_brightness': `${level}\n`,
    }),
  );
}

function install(value: string): Finding {
  return find('usb-install', answering({ 'getprop persist.security.adbinstall': value }), { family: 'xiaomi' });
}

function usb(value: string): Finding {
  return find('charge-only-debugging', answering({ 'getprop sys.usb.config': value }), { family: 'huawei' });
}

describe('every step', () => {
  it('has a name of its own and the texts that it may need', () => {
    const ids = stepTable.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.toSorted()).toEqual(Object.keys(preparationTextCodes).toSorted());
  });

  it('is unknown where the phone answered nothing, and never asks for a change then', () => {
    const silent = judgeSteps(stepTable, answering({}), { ...plain, helpers: [sampleHelper], sdk: 31 });
    const states = silent.filter(({ step }) => step.id !== 'authorised').map(({ finding }) => finding.state);
    expect(states.filter((state) => state !== 'unknown' && state !== 'not-applicable')).toEqual([]);
    expect(silent.flatMap(({ finding }) => finding.changes)).toEqual([]);
  });

  it('reads without changing: no command of a reading writes', () => {
    const commands = readingsOf(stepTable, { ...plain, helpers: [sampleHelper] }).map(({ command }) => command);
    expect(
      commands.filter((command) => /\b(?:put|delete|--set|whitelist [+-]|set-timezone|install)\b/.test(command)),
    ).toEqual([]);
  });

  test('takes any nonsense without throwing, and finds a sentence for it', () => {
    const contexts = record({
      sdk: constantFrom(25, 26, 28, 30, 34, null),
      family: constantFrom('xiaomi', 'huawei', 'oppo', 'meizu', 'vivo', 'samsung', 'other'),
      lockPolicy: constantFrom('none', 'required', null),
    });
    const texts = oneof(string(), constantFrom('null\n', '0\n', '1\n', '-1\n', '99999999999\n', 'true\n', '\n'));
    assert(
      property(contexts, texts, constantFrom(0, 1, 255, null), (context, output, exitCode) => {
        const judged = judgeSteps(stepTable, () => ({ output, exitCode }), {
          ...plain,
          ...context,
          helpers: [sampleHelper],
        });
        for (const { step, finding } of judged) {
          const known = [...(preparationTextCodes[step.id] ?? []), ...sharedPreparationTexts];
          expect(known).toContain(finding.textCode);
          expect(finding.changes.length > 0).toBe(finding.state === 'to-fix');
          if (finding.state === 'hand') expect(finding.cure).not.toBeNull();
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('helper apps', () => {
  it('are none while the console brings none: nothing is read and nothing passes', () => {
    expect(find('helper-apps', answering({}), { helpers: [] })).toMatchObject({
      state: 'not-applicable',
      textCode: 'none-needed',
      evidence: [],
    });
    const step = stepTable.filter(({ id }) => id === 'helper-apps');
    expect(readingsOf(step, { ...plain, helpers: [] })).toEqual([]);
  });

  it('that the console brings are looked for by name', () => {
    const missing = answering({ 'dumpsys package cn.jiqun.helper': 'Unable to find package: cn.jiqun.helper\n' });
    expect(find('helper-apps', missing, { helpers: [sampleHelper] }).state).not.toBe('not-applicable');
  });

  describe('of the drivers', () => {
    it('are right with the server of their Android level and any version of the keyboard', () => {
      expect(find('helper-apps', phoneWith('10.6.6'), { helpers: broughtHelpers, sdk: 34 }).state).toBe('ok');
      expect(find('helper-apps', phoneWith('8.1.2'), { helpers: broughtHelpers, sdk: 25 }).state).toBe('ok');
    });

    it('are replaced when the server is of another version, older or newer', () => {
      for (const version of ['8.1.2', '99.0.0']) {
        const { changes } = find('helper-apps', phoneWith(version), { helpers: broughtHelpers, sdk: 34 });
        expect(changes).toMatchObject([{ before: version, after: '10.6.6' }]);
      }
    });

    it('are none on a level that no server serves', () => {
      expect(find('helper-apps', answering({}), { helpers: broughtHelpers, sdk: 19 }).textCode).toBe('none-needed');
    });
  });
});

describe('stays awake', () => {
  it.each([
    ['3', 'ok', undefined],
    ['7', 'ok', undefined],
    ['0', 'to-fix', '3'],
    ['2', 'to-fix', '3'],
    ['4', 'to-fix', '7'],
    ['null', 'to-fix', '3'],
    ['on', 'unknown', undefined],
  ])('%s is %s', (value, state, after) => {
    const finding = find('stay-awake', answering({ 'settings get global stay_on': `${value}\n` }));
    expect(finding.state).toBe(state);
    expect(finding.changes[0]?.after).toBe(after);
  });
});

describe('brightness', () => {
  it('is right when dim and not automatic', () => {
    expect(brightness('0', '60').state).toBe('ok');
    expect(brightness('1', '60').changes.map(({ command }) => command)).toEqual([
      'settings put system screen_brightness_mode 0',
    ]);
    expect(brightness('0', '200').changes.map(({ after }) => after)).toEqual(['60']);
  });

  it('proves nothing on a scale of the vendor’s own', () => {
    expect(brightness('0', '2047')).toMatchObject({ state: 'unknown', textCode: 'odd-value', changes: [] });
  });
});

describe('the vendor’s switches', () => {
  const refusal = 'java.lang.SecurityException: … INJECT_EVENTS permission\n';

  it('are proven by a key that does nothing, whatever the property says', () => {
    const answers = answering({ 'input keyevent 0': '', 'getprop persist.security.adbinput': '0\n' });
    expect(find('security-debugging', answers, { family: 'xiaomi' })).toMatchObject({ state: 'ok', isInferred: false });
    const refused = answering({ 'input keyevent 0': refusal, 'getprop persist.security.adbinput': '1\n' });
    expect(find('security-debugging', refused, { family: 'xiaomi' })).toMatchObject({
      state: 'hand',
      cure: 'allow-input',
    });
  });

  it('are only probably off where the key proved nothing', () => {
    const answers = answering({ 'input keyevent 0': 'odd\n', 'getprop persist.security.adbinput': '0\n' });
    expect(find('security-debugging', answers, { family: 'xiaomi' })).toMatchObject({
      state: 'hand',
      isInferred: true,
    });
    const on = answering({ 'input keyevent 0': 'odd\n', 'getprop persist.security.adbinput': '1\n' });
    expect(find('security-debugging', on, { family: 'xiaomi' }).state).toBe('unknown');
  });

  it('stand under the name that the maker gives them, and under one only', () => {
    const answers = answering({ 'input keyevent 0': '' });
    const applying = (family: StepContext['family']): string[] =>
      ['security-debugging', 'permission-monitoring', 'simulated-input'].filter(
        (id) => find(id, answers, { family }).state !== 'not-applicable',
      );
    expect(applying('xiaomi')).toEqual(['security-debugging']);
    expect(applying('oppo')).toEqual(['permission-monitoring']);
    expect(applying('samsung')).toEqual(['simulated-input']);
  });

  it('for installing are never more than probable', () => {
    expect(install('1\n')).toMatchObject({ state: 'ok', isInferred: true });
    expect(install('0\n')).toMatchObject({ state: 'hand', isInferred: true, cure: 'allow-install' });
    expect(install('\n')).toMatchObject({ state: 'unknown', cure: 'allow-install' });
  });

  it('for charging only are proven by a phone that charges only and debugs', () => {
    expect(usb('adb,hdb\n').state).toBe('ok');
    expect(usb('hisuite,mtp,adb,hdb\n')).toMatchObject({
      state: 'unknown',
      textCode: 'not-shown',
      cure: 'keep-debugging',
    });
  });
});

describe('the lock', () => {
  const locked = answering({ 'dumpsys lock_settings': 'User 0\n  CredentialType: PIN\n' });
  const open = answering({ 'dumpsys lock_settings': 'User 0\n  CredentialType: NONE\n' });

  it.each([
    ['none', locked, 'hand', 'remove-lock'],
    ['none', open, 'ok', null],
    ['required', locked, 'ok', null],
    ['required', open, 'hand', 'set-lock'],
    [null, locked, 'unknown', 'answer-lock-policy'],
  ] as const)('with the policy %s', (lockPolicy, answers, state, cure) => {
    expect(find('screen-lock', answers, { lockPolicy })).toMatchObject({ state, cure });
  });

  it('is never set or cleared by the console', () => {
    expect(find('screen-lock', locked).changes).toEqual([]);
  });
});

describe('the family of a skin', () => {
  it.each([
    ['MIUI 12.5.3.0', 'xiaomi', 'xiaomi'],
    ['HyperOS 1.0', 'Redmi', 'xiaomi'],
    ['EMUI 9.1.0', 'HONOR', 'huawei'],
    ['Magic UI 4.0', 'HONOR', 'huawei'],
    ['ColorOS 7.1', 'OPPO', 'oppo'],
    ['Flyme 7.1.5.2A', 'Meizu', 'meizu'],
    ['One UI 5.1', 'samsung', 'samsung'],
    [null, 'vivo', 'vivo'],
    [null, 'realme', 'oppo'],
    [null, 'google', 'other'],
    [null, null, 'other'],
  ])('%s of %s is %s', (skin, brand, family) => {
    expect(skinFamilyOf({ skin, brand })).toBe(family);
  });
});

/** What `dumpsys package` prints of an installed app. */
function packageLines(name: string, version: string): string {
  return `Packages:\n  Package [${name}] (1a2b3c):\n    versionCode=1 minSdk=21 targetSdk=34\n    versionName=${version}\n    User 0: ceDataInode=1 installed=true\n`;
}

/** A phone with a server of that version, and a keyboard. */
function phoneWith(server: string): Answers {
  return answering({
    'dumpsys package io.appium.uiautomator2.server': packageLines('io.appium.uiautomator2.server', server),
    'dumpsys package io.appium.settings': packageLines('io.appium.settings', '5.0.0'),
  });
}
