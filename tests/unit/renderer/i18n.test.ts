import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorCodes } from '../../../electron/contract/outcome.ts';
import { enTexts } from '../../../renderer/i18n/en-texts.ts';
import { createTranslator, textsOf } from '../../../renderer/i18n/texts.ts';
import { zhTexts } from '../../../renderer/i18n/zh-texts.ts';
import { closedPrefixes, expectedTexts } from './expected-texts.ts';
import { readRendererSources } from './renderer-sources.ts';
import { readSourceTexts, type SourceTexts } from './source-texts.ts';

const zh: Readonly<Record<string, string>> = zhTexts;
const en: Readonly<Record<string, string>> = enTexts;
const zhKeys = Object.keys(zh);

/** English tells one from many; Chinese does not, so its key stands for both. */
function baseKey(key: string): string {
  return key.replace(/_(?:one|other)$/u, '');
}

function placeholdersOf(text: string | undefined): readonly string[] {
  return [...new Set([...(text ?? '').matchAll(/\{\{(\w+)\}\}/gu)].map((match) => match[1] ?? ''))].toSorted();
}

/** Keys that neither a string of the code nor one of its templates leads to. */
function unusedKeys(keys: readonly string[], sources: readonly SourceTexts[]): readonly string[] {
  const strings = new Set(sources.flatMap((texts) => [...texts.strings]));
  const patterns = sources
    .flatMap((texts) => [...texts.templates])
    .filter((template) => /^[a-zA-Z-]+\./u.test(template));
  const tests = patterns.map((pattern) => new RegExp(`^${pattern.split('*').map(escapeForRegExp).join('.+')}$`, 'u'));
  return keys.filter((key) => !strings.has(key) && !tests.some((test) => test.test(key)));
}

function escapeForRegExp(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&');
}

const sources = readRendererSources().map(({ path, source }) => readSourceTexts(path, source));

describe('the two languages', () => {
  it('have the same keys', () => {
    const enKeys = new Set(Object.keys(en).map(baseKey));
    expect(zhKeys.filter((key) => !enKeys.has(key))).toEqual([]);
    expect([...enKeys].filter((key) => zh[key] === undefined)).toEqual([]);
  });

  it('have the same placeholders', () => {
    const differing = zhKeys.filter((key) => {
      const english = en[key] ?? en[`${key}_other`];
      return placeholdersOf(zh[key]).join() !== placeholdersOf(english).join();
    });
    expect(differing).toEqual([]);
  });

  it('tell one from many only in English, always both, and by a count', () => {
    const plurals = Object.keys(en).filter((key) => key !== baseKey(key));
    const lonely = plurals.filter((key) => {
      const base = baseKey(key);
      return en[`${base}_one`] === undefined || en[`${base}_other`] === undefined || !zh[base]?.includes('{{count}}');
    });
    expect(lonely).toEqual([]);
    expect(zhKeys.filter((key) => key !== baseKey(key))).toEqual([]);
  });

  it('are each written in their own script', () => {
    const own = new Set(['language.zh-CN', 'param.language.zh-CN']);
    expect(Object.keys(en).filter((key) => !own.has(key) && /\p{Script=Han}/u.test(en[key] ?? ''))).toEqual([]);
  });

  it('leave no text empty', () => {
    expect([...Object.entries(zh), ...Object.entries(en)].filter(([, text]) => text.trim() === '')).toEqual([]);
  });
});

describe('texts for what main tells', () => {
  it.each(Object.entries(expectedTexts))('exist for every %s', (_name, keys) => {
    expect(keys.filter((key) => zh[key] === undefined)).toEqual([]);
  });

  it.each(closedPrefixes)('under %s are for codes that exist', (prefix) => {
    const expected = new Set(Object.values(expectedTexts).flat());
    expect(zhKeys.filter((key) => key.startsWith(prefix) && !expected.has(key))).toEqual([]);
  });

  it('of errors, reasons and checks are for codes that exist', () => {
    const codes: ReadonlySet<string> = new Set(errorCodes);
    const ofErrors = zhKeys.filter((key) => key.startsWith('error.'));
    expect(ofErrors.filter((key) => !codes.has(key.split('.')[1] ?? ''))).toEqual([]);
    const expected = new Set([...(expectedTexts['state reason'] ?? []), ...(expectedTexts['health check'] ?? [])]);
    const ofCodes = zhKeys.filter((key) => /^(?:reason|health)\.[\w-]+\.[\w-]+$/u.test(key));
    expect(ofCodes.filter((key) => !expected.has(key))).toEqual([]);
  });

  it('exist for every rule by which main refuses an input about accounts', () => {
    const accounts = join(import.meta.dirname, '..', '..', '..', 'electron', 'accounts');
    const files = globSync('**/*.ts', { cwd: accounts }).map((path) => readFileSync(join(accounts, path), 'utf8'));
    const rules = files.flatMap((source) =>
      [...source.matchAll(/refuse\('\w+', '([\w-]+)'/gu)].map((match) => match[1] ?? ''),
    );
    expect(rules.length).toBeGreaterThan(15);
    expect(rules.filter((rule) => zh[`error.invalid-input.${rule}.cause`] === undefined)).toEqual([]);
  });

  it('exist for every action that main writes into the audit log', () => {
    const electron = join(import.meta.dirname, '..', '..', '..', 'electron');
    const files = globSync('**/*.ts', { cwd: electron }).map((path) => readFileSync(join(electron, path), 'utf8'));
    const written = files.flatMap((source) => [...source.matchAll(/action: '(\w+\.\w+)'/gu)].map((match) => match[1]));
    expect(written.length).toBeGreaterThan(0);
    expect(written.filter((action) => zh[`audit.action.${action ?? ''}`] === undefined)).toEqual([]);
  });
});

describe('the code', () => {
  it('uses every key', () => {
    expect(unusedKeys(zhKeys, sources)).toEqual([]);
  });

  it('says nothing to people but through the text files', () => {
    expect(sources.flatMap((texts) => texts.literals)).toEqual([]);
  });
});

describe('these checks', () => {
  const sample = `const a = <p title="Ready" className="wide">Hello {text('a.b')}</p>; const b = '你好'; text(\`c.\${d}.e\`);`;

  it('see words in elements, attributes and strings, and let markup pass', () => {
    const { literals } = readSourceTexts('sample.tsx', sample);
    expect(literals.map((literal) => literal.split(': ')[1])).toEqual(['Ready', 'Hello', '你好']);
  });

  it('see an unused key', () => {
    const texts = readSourceTexts('sample.tsx', sample);
    expect(unusedKeys(['a.b', 'c.x.e', 'c.x.f', 'gone'], [texts])).toEqual(['c.x.f', 'gone']);
  });
});

describe('the translator', () => {
  it('counts in English and not in Chinese', async () => {
    const translator = await createTranslator('en');
    expect(textsOf(translator, 'en').text('groups.count', { count: 1 })).toBe('1 group');
    expect(textsOf(translator, 'en').text('groups.count', { count: 3 })).toBe('3 groups');
    expect(textsOf(translator, 'zh-CN').text('groups.count', { count: 3 })).toBe('3 个群');
  });

  it('puts values in as they are', async () => {
    const texts = textsOf(await createTranslator('zh-CN'), 'zh-CN');
    expect(texts.text('operators.chosen', { name: '<小王> & co' })).toBe('现在的操作员：<小王> & co');
  });

  it('says so when there is no text', async () => {
    const texts = textsOf(await createTranslator('zh-CN'), 'zh-CN');
    expect(texts.lookUp('health.storage.no-such-code')).toBeNull();
  });
});
