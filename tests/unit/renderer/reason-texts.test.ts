import { beforeAll, describe, expect, it } from 'vitest';
import { stateReasonCodes, type StateReason, type TextParams } from '../../../electron/contract/phones.ts';
import { readableParams } from '../../../renderer/format/text-params.ts';
import { reasonText } from '../../../renderer/format/reason-text.ts';
import { createTranslator, textsOf, type Texts } from '../../../renderer/i18n/texts.ts';
import { readRendererSources } from './renderer-sources.ts';
import { readSourceTexts } from './source-texts.ts';

type Code = StateReason['code'];

const host = { hostId: 'host-2', hostName: '二号机', hostKind: 'remote' };
/** What `judgeState` sends along with each reason; the others come alone. */
const paramsOf: Partial<Record<Code, TextParams>> = {
  'host-server-down': host,
  'host-unreachable': host,
  'usb-permission-missing': { text: 'no permissions' },
  'recovery-exhausted': { attempts: 3, cause: 'probe-failed' },
  'hub-lost': { hub: '1-2', count: 8 },
  'set-aside-by-operator': { actual: 'ready', actualReason: 'none' },
};
const unfilled = /—|\{\{|undefined/u;
const setAside = { code: 'set-aside-by-operator', params: { actual: 'unauthorized', actualReason: 'none' } } as const;
let zh: Texts;
let en: Texts;

beforeAll(async () => {
  const translator = await createTranslator('zh-CN');
  zh = textsOf(translator, 'zh-CN');
  en = textsOf(translator, 'en');
});

describe('the text of a reason', () => {
  it.each(stateReasonCodes)('%s has every place filled, in both languages', (code) => {
    const phone = { reason: { code, params: paramsOf[code] ?? {} }, stateSinceAt: 0 };
    const read = (texts: Texts) =>
      (['short', 'cause', 'next'] as const).map((part) => reasonText(texts, phone, { part, host: '二号机' }));
    expect([...read(zh), ...read(en)].filter((words) => unfilled.test(words))).toEqual([]);
  });

  it('names the state that a phone set aside is really in', () => {
    expect(reasonText(zh, { reason: setAside, stateSinceAt: 0 }, { part: 'short' })).toBe('实际未授权');
    expect(reasonText(zh, { reason: setAside, stateSinceAt: 0 }, { part: 'cause' })).toContain('未授权（正常）');
  });

  it('names it in the events of the phone too', () => {
    const event = { ...setAside.params, from: 'ready', to: 'set-aside', reason: setAside.code };
    const words = zh.lookUp('event.state', readableParams(zh, event, 0));
    expect(words).toBe('就绪 → 已搁置：实际未授权');
  });

  it('would show a place that is left empty', () => {
    const phone = { reason: { ...setAside, params: {} }, stateSinceAt: 0 };
    expect(reasonText(zh, phone, { part: 'short' })).toMatch(unfilled);
  });

  it('is looked up in one place, which puts the values in', () => {
    const lookingUp = readRendererSources().filter(({ path, source }) =>
      [...readSourceTexts(path, source).templates].some((template) => template.startsWith('reason.')),
    );
    expect(lookingUp.map(({ path }) => path).toSorted()).toEqual(['format/reason-text.ts', 'format/text-params.ts']);
  });
});
