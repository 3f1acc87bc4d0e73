import { describe, expect, it } from 'vitest';
import { catalogueResultSchema, type CatalogueResult, type PhoneFacts } from '../../../electron/contract/phones.ts';
import { loadCatalogue, parseCatalogue } from '../../../electron/devices/catalogue/catalogue.ts';
import { guessFromAdbModel } from '../../../electron/devices/catalogue/model-match.ts';
import { ramClassOf } from '../../../electron/devices/catalogue/ram-class.ts';
import { judgeCatalogue } from '../../../electron/devices/catalogue/verdict.ts';

const catalogue = loadCatalogue(`${import.meta.dirname}/../../../resources/catalogue.json`);
const now = Date.UTC(2026, 0, 15);

const stranger: PhoneFacts = {
  hardwareSerial: 'SAMPLE01',
  model: 'X-1',
  brand: 'Acme',
  device: 'x1',
  marketName: null,
  certModel: null,
  androidRelease: '9',
  sdk: 28,
  skin: null,
  securityPatch: '2025-12-01',
  ramMb: 3689,
  screen: null,
  messengerVersion: null,
};

function judge(facts: Partial<PhoneFacts>, isVirtual = false): CatalogueResult {
  const result = judgeCatalogue({ ...stranger, ...facts }, catalogue, now, isVirtual);
  expect(catalogueResultSchema.parse(result)).toEqual(result);
  return result;
}

function codesOf(result: CatalogueResult): string[] {
  return result.reasons.map(({ code }) => code);
}

describe('a model of the list', () => {
  const listed = catalogue.models.flatMap(({ key, models, manual }) => models.map((model) => ({ key, model, manual })));

  it.each(listed)('$model is $key and recommended', ({ key, model, manual }) => {
    const device = model === 'meizu V8' ? 'M1813' : null;
    const facts = { model, device, androidRelease: manual.release, ramMb: manual.ramGb * 930 };
    const result = judge(facts);
    expect(result).toMatchObject({ verdict: 'recommended', modelKey: key });
    expect(codesOf(result)).toEqual(['model-on-list', 'os-matches-manual', 'ram-matches-manual']);
  });

  it.each(listed)('$model is found in any case, and never by a part of its code', ({ key, model }) => {
    expect(judge({ model: model.toUpperCase(), device: null }).modelKey).toBe(key);
    expect(judge({ model: `${model}x` }).modelKey).toBeNull();
    expect(judge({ model: ` ${model}` }).modelKey).toBeNull();
  });

  it('on another Android is still that model', () => {
    const result = judge({ model: 'Redmi Note 7', androidRelease: '10', sdk: 29 });
    expect(result).toMatchObject({ verdict: 'recommended', modelKey: 'redmi_note_7', nameZh: '红米note7' });
    expect(codesOf(result)).toContain('os-differs-from-manual');
  });

  it.each([
    ['9', 'EMUI 9.1.0', 'os-matches-manual'],
    ['9', null, 'os-matches-manual'],
    ['9', 'EMUI 9.0.1', 'os-differs-from-manual'],
    ['10', 'EMUI 10.0.0', 'os-differs-from-manual'],
  ])("the manual's Android 9.1 on a Mate 10 with %s and %s: %s", (androidRelease, skin, code) => {
    expect(codesOf(judge({ model: 'ALP-AL00', androidRelease, skin }))).toContain(code);
  });

  it('8.1 in the manual covers 8.1.0, and 8 does not cover 8.1', () => {
    expect(codesOf(judge({ model: 'Redmi 6A', androidRelease: '8.1.0' }))).toContain('os-matches-manual');
    expect(codesOf(judge({ model: 'Redmi 6A', androidRelease: '8.0.0' }))).toContain('os-differs-from-manual');
  });

  it('with less memory than the manual asks is only compatible', () => {
    const result = judge({ model: 'Redmi 7', ramMb: 1850 });
    expect(result).toMatchObject({ verdict: 'compatible', modelKey: 'redmi_7' });
    expect(result.reasons).toContainEqual({ code: 'ram-below-manual', params: { ramGb: 2, manualGb: 4 } });
  });

  it('with its memory not read yet is recommended and says so', () => {
    const result = judge({ model: 'Redmi 5A', ramMb: null });
    expect(result.verdict).toBe('recommended');
    expect(codesOf(result)).toContain('ram-unknown');
  });

  it('is found by device and certificate together under a strange model name', () => {
    const facts = { model: 'lineage_lavender', device: 'lavender', certModel: 'M1901F7E' };
    expect(judge(facts)).toMatchObject({ verdict: 'recommended', modelKey: 'redmi_note_7' });
    expect(judge({ ...facts, certModel: null }).modelKey).toBeNull();
  });
});

describe('a look-alike', () => {
  const named = catalogue.models.flatMap(({ nameZh, lookAlikes }) =>
    lookAlikes.flatMap((lookAlike) =>
      lookAlike.models.map((code) => ({ code: code.replace('*', 'L29'), nameZh, lookAlike })),
    ),
  );

  it.each(named)('$code is not $nameZh', ({ code, nameZh, lookAlike }) => {
    const result = judge({ model: code });
    expect(result.modelKey).toBeNull();
    expect(result.verdict).not.toBe('recommended');
    expect(result.reasons[0]).toMatchObject({
      code: 'look-alike',
      params: { model: code, confusedWithZh: nameZh, nameZh: lookAlike.nameZh },
    });
  });

  it.each([
    ['CPH1909', 'OPPO A5', 'OPPO A5s'],
    ['CPH1931', 'OPPO A5', 'OPPO A5 (2020)'],
    ['PBBM00', 'OPPO A5', 'OPPO A7x'],
    ['CPH1803', 'OPPO A5', 'OPPO A3s'],
    ['CPH2727', 'OPPO A5', 'OPPO A5 (2025)'],
    ['M1816', '魅族V8', '魅族V8 标准版'],
    ['Redmi 7A', '红米7', '红米7A'],
    ['Redmi Y3', '红米7', '红米Y3'],
    ['Redmi Note 7 Pro', '红米note7', '红米Note 7 Pro'],
    ['Redmi 6', '红米6A', '红米6'],
    ['BLA-AL00', '华为mate10', '华为Mate 10 Pro'],
    ['RNE-L21', '华为mate10', '华为Mate 10 Lite / 麦芒6'],
    ['ARE-AL00', '荣耀8X', '荣耀8X Max'],
    ['AUM-L41', '荣耀7C', '荣耀 AUM-L41（7A 系列，海外称 7C）'],
    ['Redmi 5', '红米5A', '红米5'],
    ['Redmi 4A', '红米5A', '红米4A'],
  ])('%s is taken for %s and is %s', (model, confusedWithZh, nameZh) => {
    expect(judge({ model }).reasons[0]).toMatchObject({ code: 'look-alike', params: { confusedWithZh, nameZh } });
  });

  it('that shares the device name is told by its model (Redmi Y3 is onc too)', () => {
    expect(judge({ model: 'Redmi Y3', device: 'onc' })).toMatchObject({ verdict: 'compatible', modelKey: null });
  });

  it('is told by its certificate under a listed model name', () => {
    const result = judge({ model: 'Redmi 7', device: 'onc', certModel: 'M1810F6I' });
    expect(result.modelKey).toBeNull();
    expect(result.reasons[0]).toMatchObject({ code: 'look-alike', params: { nameEn: 'Redmi Y3' } });
  });

  it('that only shares the device or the sales name is no match either', () => {
    expect(codesOf(judge({ model: 'Redmi 7 Custom', device: 'onc' }))).toContain('look-alike');
    expect(codesOf(judge({ model: 'CPH9999', marketName: 'OPPO A5' }))).toContain('look-alike');
  });

  it('in a 3 GB edition of a 4 GB model is not recommended, for that reason', () => {
    const result = judge({ model: 'M1816', ramMb: 2826 });
    expect(result.verdict).toBe('not-recommended');
    expect(codesOf(result)).toEqual(['look-alike', 'edition-differs', 'ram-below-manual']);
  });

  it('that prints the shared name "meizu V8" is told by device, certificate or memory', () => {
    expect(judge({ model: 'meizu V8', device: 'M1816' }).verdict).toBe('not-recommended');
    expect(judge({ model: 'meizu V8', certModel: 'M816Q' }).verdict).toBe('not-recommended');
    expect(judge({ model: 'meizu V8', device: null, ramMb: 2826 }).verdict).toBe('not-recommended');
    expect(judge({ model: 'meizu V8', device: null, ramMb: 3700 }).verdict).toBe('recommended');
    expect(judge({ model: 'meizu V8', device: null, ramMb: null }).verdict).toBe('unknown');
    expect(judge({ model: 'meizu V8', device: null, certModel: 'M813Q', ramMb: null }).verdict).toBe('recommended');
  });
});

describe('a phone that the list does not name', () => {
  it.each([
    [{}, 'compatible', ['model-not-on-list', 'android-fits', 'ram-matches-manual']],
    [{ sdk: 25, ramMb: 1850 }, 'compatible', ['model-not-on-list', 'android-fits', 'ram-matches-manual']],
    [{ sdk: 24 }, 'not-recommended', ['model-not-on-list', 'android-too-old']],
    [{ ramMb: 950 }, 'not-recommended', ['model-not-on-list', 'android-fits', 'ram-below-manual']],
    [{ ramMb: null }, 'unknown', ['model-not-on-list', 'android-fits', 'ram-unknown']],
    [{ sdk: null }, 'unknown', ['model-not-on-list', 'ram-matches-manual']],
  ])('with %o is %s', (facts, verdict, reasons) => {
    const result = judge(facts);
    expect(result).toMatchObject({ verdict, modelKey: null, nameZh: null });
    expect(codesOf(result)).toEqual(reasons);
  });

  it('whose model cannot be read is unknown', () => {
    const result = judge({ model: null });
    expect(result.verdict).toBe('unknown');
    expect(codesOf(result)).toEqual(['model-unreadable']);
  });
});

describe('notes', () => {
  it('name a security patch older than two years', () => {
    expect(codesOf(judge({ securityPatch: '2024-01-14' }))).toContain('out-of-security-support');
    expect(codesOf(judge({ securityPatch: '2024-01-16' }))).not.toContain('out-of-security-support');
    expect(codesOf(judge({ securityPatch: null }))).toContain('security-support-unknown');
  });

  it('change no verdict', () => {
    expect(judge({ model: 'Redmi 7', securityPatch: '2019-01-01' }, true).verdict).toBe('recommended');
  });

  it('say when a phone is virtual', () => {
    expect(codesOf(judge({ model: 'Redmi 7' }, true))).toContain('virtual-phone');
    expect(codesOf(judge({ model: 'Redmi 7' }))).not.toContain('virtual-phone');
  });
});

describe('memory classes', () => {
  it.each([
    [3689, 4],
    [2826, 3],
    [1850, 2],
    [5600, 6],
    [7500, 8],
    [11_300, 12],
    [900, 1],
    [100, 0],
  ])('%i MiB is a %i GB phone', (ramMb, ramGb) => {
    expect(ramClassOf(ramMb)).toBe(ramGb);
  });
});

describe("adb's own model field", () => {
  it.each([
    ['Redmi_Note_7', 'redmi_note_7'],
    ['JSN_AL00', 'honor_8x'],
    ['meizu_X8', 'meizu_x8'],
    ['Redmi_7A', null],
    ['Redmi', null],
  ])('%s guesses %s', (adbModel, key) => {
    expect(guessFromAdbModel(adbModel, catalogue)).toBe(key);
  });
});

describe('the catalogue file', () => {
  it('lists the ten models of the manual', () => {
    expect(catalogue.models).toHaveLength(10);
  });

  it('with a model code listed twice is refused', () => {
    const doubled = { ...catalogue, models: [...catalogue.models, ...catalogue.models.slice(0, 1)] };
    expect(() => parseCatalogue(JSON.stringify(doubled))).toThrow('the phone catalogue is not readable');
  });

  it('of another shape is refused', () => {
    expect(() => parseCatalogue('{"schema":"jiqun-catalogue/1"}')).toThrow();
    expect(() => parseCatalogue('not json')).toThrow();
  });
});
