import { assert, asyncProperty, constantFrom, integer } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IdentifierKind } from '../../../electron/devices/masking/identifier.ts';
import { Masker } from '../../../electron/devices/masking/masker.ts';
import { phoneModels } from '../../../simulator/models/phone-model.ts';
import { fixtureNote, hasAdbFixtures } from '../../support/adb-fixtures.ts';
import { withoutIdentity } from '../../support/masked-reports/output-parsers.ts';
import { phrasesOf, plantTraces } from '../../support/masked-reports/planted-traces.ts';
import { recordedOutputs, simulatedOutputs, type PrintedOutput } from '../../support/masked-reports/printed-outputs.ts';
import { findAnyForm } from '../../support/masked-reports/written-forms.ts';

const modelKeys = phoneModels.map(({ key }) => key);
/** One bad word among so many is then looked for by halves. */
const wordsAtOnce = 60;

/** Which of the words, as the name of somebody or something, change what the product reads. */
function harmfulWords(output: PrintedOutput, words: readonly string[], kind: IdentifierKind): string[] {
  const plain = withoutIdentity(output.parse(output.text));
  const find = (some: readonly string[]): string[] => {
    const masker = new Masker(
      'salt',
      some.map((value) => ({ kind, value, isPlainOnly: true })),
      output.kept,
    );
    if (withoutIdentity(output.parse(masker.mask(output).text)) === plain) return [];
    const half = some.length >> 1;
    return some.length === 1 ? [...some] : [...find(some.slice(0, half)), ...find(some.slice(half))];
  };
  const batches = Math.ceil(words.length / wordsAtOnce);
  return Array.from({ length: batches }, (_, at) => words.slice(at * wordsAtOnce, (at + 1) * wordsAtOnce)).flatMap(
    find,
  );
}

function wordsOf({ text }: PrintedOutput): string[] {
  return [...new Set(text.match(/[A-Za-z]+|\p{Script=Han}+/gu) ?? [])];
}

/** Every word of the output is tried as a name: the network, the account or the group may be called by any of them. */
function harmOf(outputs: readonly PrintedOutput[]): string[] {
  return outputs.flatMap((output) =>
    (['network-name', 'account'] as const).flatMap((kind) =>
      harmfulWords(output, wordsOf(output), kind).map((word) => `${output.name}: ${kind} ${word}`),
    ),
  );
}

describe.skipIf(!hasAdbFixtures)(`a recorded output${fixtureNote}`, () => {
  it('reads the same once it is masked, whichever of its words somebody is called by', () => {
    expect(harmOf(recordedOutputs())).toEqual([]);
  });
});

describe('what a virtual phone prints', () => {
  it.each(modelKeys)(
    'reads the same once it is masked, whichever of its words somebody is called by: %s',
    async (key) => {
      expect(harmOf(await simulatedOutputs(key))).toEqual([]);
    },
  );

  it('reads the same without its identifiers, whatever they are, and none of them is left', async () => {
    const keys = constantFrom(...modelKeys);
    const anySeed = integer({ min: 1, max: 1_000_000 });
    await assert(
      asyncProperty(keys, anySeed, integer({ min: 1, max: 24 }), async (key, seed, index) => {
        const traces = plantTraces(seed, index);
        const outputs = await simulatedOutputs(key, traces);
        const masker = new Masker('salt', [{ kind: 'serial', value: traces.serial }], outputs[0]?.kept);
        for (const output of outputs) masker.learn(output);
        const masked = outputs.map((output) => ({ output, text: masker.mask(output).text }));
        const everything = masked.map(({ text }) => text).join('\n');
        const plain = outputs.map(({ text }) => text).join('\n');
        const different = masked.filter(
          ({ output, text }) => withoutIdentity(output.parse(text)) !== withoutIdentity(output.parse(output.text)),
        );
        expect(findAnyForm(plain, phrasesOf(traces))).toEqual(phrasesOf(traces));
        expect(findAnyForm(everything, phrasesOf(traces))).toEqual([]);
        expect(different.map(({ output }) => output.name)).toEqual([]);
      }),
      { numRuns: 20 },
    );
  }, 60_000);
});
