import { describe, expect, it } from 'vitest';
import { planNoteCodes, planProblemCodes } from '../../../electron/contract/plan-problems.ts';
import enTexts from '../../../electron/contract/plan-texts/en.json' with { type: 'json' };
import zhTexts from '../../../electron/contract/plan-texts/zh-CN.json' with { type: 'json' };
import { damaged, otherDamages, templateDamages } from '../../support/accounts/plan-damages.ts';
import { unkeptDamages } from '../../support/accounts/unkept-damages.ts';
import { readBeside, shippedText } from './shipped.ts';

const damages = [...templateDamages, ...otherDamages, ...unkeptDamages];
const swappedStages = shippedText
  .replace('- id: S2\n', '- id: S?\n')
  .replace('- id: S3\n', '- id: S2\n')
  .replace('- id: S?\n', '- id: S3\n');
const texts: readonly Readonly<Record<string, string>>[] = [zhTexts, enTexts];

/** A text with its placeholders filled; those that nothing was given for stay. */
function filled(template: string, params: Readonly<Record<string, string | number>>): string {
  return template.replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) => String(params[name] ?? whole));
}

describe('a damaged plan', () => {
  it.each(damages.map((damage) => [damage.what, damage] as const))(
    'is refused by file, line and path: %s',
    (_what, damage) => {
      const { text, line } = damaged(shippedText, damage);
      const { plan, problems } = readBeside(text);
      expect(plan).toBeNull();
      expect(problems).toContainEqual(
        expect.objectContaining({ file: 'plan.yaml', line, path: damage.path, code: damage.code }),
      );
    },
  );

  it.each(templateDamages.map((damage) => [damage.what, damage] as const))(
    'is told of nothing that follows from nothing: %s',
    (_what, damage) => {
      const { problems } = readBeside(damaged(shippedText, damage).text);
      const expected = new Set([damage.code, 'key-twice', 'days-gap', 'exit-day-early', 'field-missing']);
      expect(problems.filter(({ code }) => !expected.has(code))).toEqual([]);
    },
  );

  it('is refused where stages change places', () => {
    expect(readBeside(swappedStages).problems).toContainEqual(
      expect.objectContaining({ code: 'stage-order', path: 'stages.S3.id', params: { stage: 'S3', expected: 'S2' } }),
    );
  });

  it('is told of all its damages at once, in the order of their lines', () => {
    const wanted = templateDamages.filter(({ linesOff }) => linesOff === undefined);
    const text = wanted.reduce((before, damage) => damaged(before, damage).text, shippedText);
    const twice = text.replace('version: 1\n', 'version: 1\nversion: 1\n');
    const { problems } = readBeside(twice);
    expect(problems.map(({ code }) => code)).toEqual(
      expect.arrayContaining([...wanted.map(({ code }) => code), 'key-twice']),
    );
    expect(problems.map(({ line }) => line)).toEqual(problems.map(({ line }) => line).toSorted((a, b) => a - b));
  });

  it('may have a word that nobody understands beside a number that cannot be', () => {
    const text = shippedText
      .replace('no warning for 4 days', 'no worry for 4 days')
      .replace('max_batch: 10', 'max_batch: 0');
    expect(readBeside(text).problems.map(({ code }) => code)).toEqual(['word-unknown', 'number-wrong']);
  });

  it.each(['', '[]', 'null', '42', 'stages: {}', 'stages: [1, null]', '\u0000', '- a\n- b'])(
    'is refused and not thrown at: %j',
    (text) => {
      expect(readBeside(text).problems.length).toBeGreaterThan(0);
    },
  );

  it('cannot unfold aliases', () => {
    const { problems } = readBeside(shippedText.replace('sources: [S10]', 'sources: &x [S10]'));
    expect(problems).toEqual([expect.objectContaining({ code: 'yaml-broken', params: { reason: 'ALIAS' } })]);
  });
});

describe('the words for what is wrong', () => {
  it.each([...planProblemCodes])('name, cause and cure of %s stand in both languages', (code) => {
    for (const words of texts) {
      for (const part of ['short', 'cause', 'cure']) expect(words[`plan.problem.${code}.${part}`]).toBeTruthy();
    }
  });

  it.each([...planNoteCodes])('name, cause and cure of %s stand in both languages', (code) => {
    for (const words of texts) {
      for (const part of ['short', 'cause', 'cure']) expect(words[`plan.note.${code}.${part}`]).toBeTruthy();
    }
  });

  it('there are no others', () => {
    const codes = [
      ...planProblemCodes.map((code) => `plan.problem.${code}`),
      ...planNoteCodes.map((code) => `plan.note.${code}`),
    ];
    const keys = [
      'plan.problem-place',
      ...codes.flatMap((code) => ['short', 'cause', 'cure'].map((part) => `${code}.${part}`)),
    ];
    for (const words of texts) expect(Object.keys(words).toSorted()).toEqual(keys.toSorted());
  });

  it('every problem is shown by a damage here', () => {
    const shown = new Set([...damages.map(({ code }) => code), 'stage-order', 'file-unreadable']);
    expect(planProblemCodes.filter((code) => !shown.has(code))).toEqual([]);
  });

  it.each([...damages.map((damage) => damaged(shippedText, damage).text), swappedStages])(
    'leave no gap unfilled (%#)',
    (text) => {
      for (const { code, params } of readBeside(text).problems) {
        for (const words of texts) {
          const said = ['cause', 'cure']
            .map((part) => filled(words[`plan.problem.${code}.${part}`] ?? '{{', params))
            .join(' ');
          expect(said).not.toContain('{{');
        }
      }
    },
  );
});
