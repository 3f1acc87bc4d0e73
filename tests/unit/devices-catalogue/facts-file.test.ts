import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { PhoneFacts } from '../../../electron/contract/phones.ts';
import { loadCatalogue } from '../../../electron/devices/catalogue/catalogue.ts';
import { guessFromAdbModel } from '../../../electron/devices/catalogue/model-match.ts';
import { judgeCatalogue } from '../../../electron/devices/catalogue/verdict.ts';

const file = join(import.meta.dirname, '../../../../shared/facts/device-catalogue.json');
const note = existsSync(file) ? '' : ' (skipped: no ../shared/facts/device-catalogue.json)';

const factsSchema = z.object({
  models: z.array(
    z.object({
      key: z.string(),
      displayZh: z.string(),
      manual: z.object({ ramGB: z.number() }),
      productModels: z.array(z.string()),
      adbModelField: z.array(z.string()),
      deviceCodenames: z.array(z.string()),
      certModels: z.array(z.object({ code: z.string() })),
      confusables: z.array(z.string()),
    }),
  ),
});

function readFacts(): z.infer<typeof factsSchema>['models'] {
  return existsSync(file) ? factsSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).models : [];
}

const models = readFacts();
const catalogue = loadCatalogue(`${import.meta.dirname}/../../../resources/catalogue.json`);

function phone(model: string, device: string | null, ramGb: number): PhoneFacts {
  return {
    hardwareSerial: null,
    model,
    brand: null,
    device,
    marketName: null,
    androidRelease: '9',
    sdk: 28,
    skin: null,
    securityPatch: null,
    ramMb: ramGb * 930,
    screen: null,
    messengerVersion: null,
  };
}

/** Codes named in a confusables note: OPPO, Huawei and Meizu codes, and "Redmi X". */
function codesIn(confusable: string): string[] {
  const codes =
    confusable.match(/\b(?:CPH\d{4}(?:RU)?|P[BK][A-Z]{1,2}\d{2,3}|[A-Z]{3}-[A-Z]{1,2}\d{2}|M\d{4}\b)/g) ?? [];
  const redmi = /^Redmi(?: Note)? \w+(?: Pro)?/.exec(confusable)?.[0];
  return [...codes, ...(redmi === undefined ? [] : [redmi])].filter((code) => !code.startsWith('M1810'));
}

describe.skipIf(models.length === 0)(`the facts about phones${note}`, () => {
  const known = models.flatMap((model) =>
    model.productModels.flatMap((code) => model.deviceCodenames.map((device) => ({ ...model, code, device }))),
  );

  it.each(known)('$code ($device) is $displayZh', ({ key, code, device, displayZh, manual }) => {
    expect(judgeCatalogue(phone(code, device, manual.ramGB), catalogue, 0)).toMatchObject({
      verdict: 'recommended',
      modelKey: key,
      nameZh: displayZh,
    });
  });

  it.each(models)('$displayZh is guessed from each of its adb model fields', ({ key, adbModelField }) => {
    expect(adbModelField.map((field) => guessFromAdbModel(field, catalogue))).toEqual(adbModelField.map(() => key));
  });

  const confusables = models.flatMap(({ key, displayZh, confusables: notes }) =>
    notes.flatMap((text) => codesIn(text).map((code) => ({ key, displayZh, code }))),
  );

  it('name confusable codes', () => {
    expect(confusables.length).toBeGreaterThan(15);
  });

  it.each(confusables)('$code is not $displayZh', ({ displayZh, code }) => {
    const result = judgeCatalogue(phone(code, null, 4), catalogue, 0);
    expect(result.modelKey).toBeNull();
    expect(result.reasons[0]).toMatchObject({ code: 'look-alike', params: { confusedWithZh: displayZh } });
  });
});
