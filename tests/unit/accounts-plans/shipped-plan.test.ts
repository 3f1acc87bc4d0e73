import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { actionIds, signalIds, stageIds, toolNames } from '../../../electron/accounts/plans/plan.ts';
import { readPlanFile, readShippedPlan } from '../../../electron/accounts/plans/plan-files.ts';
import { shownPath } from '../../../electron/accounts/plans/plan-yaml.ts';
import { resources, shipped, shippedText } from './shipped.ts';

const facts = join(import.meta.dirname, '../../../../shared/facts/warmup-sop.json');
const note = existsSync(facts) ? '' : ' (skipped: no ../shared/facts/warmup-sop.json)';

/** What stands at every path; entries of lists by their ids. */
function leavesOf(content: unknown): Map<string, unknown> {
  const found = new Map<string, unknown>();
  const walk = (value: unknown, path: readonly (string | number)[]): void => {
    if (typeof value !== 'object' || value === null) {
      found.set(shownPath(content, path), value);
      return;
    }
    for (const [key, entry] of Object.entries(value)) walk(entry, [...path, Array.isArray(value) ? Number(key) : key]);
  };
  walk(content, []);
  return found;
}

const places = new Set([
  'counting_rules',
  'actions',
  'stages',
  'intervals',
  'rest_windows',
  'health',
  're_onboarding',
  'tool_gates',
]);
/** Names, notes and where things come from restrict nothing. */
const telling = /\.(zh|en|note|summary|title|published(\..+)?)$|^intervals\.(note|published)/;

describe('the shipped plan', () => {
  it('is sound, and nothing in it asks for a second look', () => {
    expect(readShippedPlan(resources)).toEqual({ plan: shipped, problems: [], notes: [] });
  });

  it('has every stage, action, signal and tool', () => {
    expect(shipped.stages.map(({ id }) => id)).toEqual([...stageIds]);
    for (const { caps } of shipped.stages) expect(Object.keys(caps).toSorted()).toEqual([...actionIds].toSorted());
    expect(shipped.health.signals.map(({ id }) => id)).toEqual([...signalIds]);
    expect(Object.keys(shipped.toolGates)).toEqual([...toolNames]);
  });

  it('keeps the zeros of the first stages out of reach, and lets a cap be raised for a week at most', () => {
    expect(shipped.counting.override).toMatchObject({ maxDays: 7, hardZeroStages: ['S0', 'S1', 'S2', 'S3'] });
  });

  it('keeps its own hard rules', () => {
    expect(readPlanFile(join(resources, 'plans', 'onboarding.yaml'), shipped).plan).toEqual(shipped);
  });

  it.skipIf(note !== '')(`has every rule of the facts at the same path${note}`, () => {
    const own = leavesOf(parse(shippedText));
    const known = leavesOf(JSON.parse(readFileSync(facts, 'utf8')));
    const rules = [...known.keys()].filter((path) => places.has(path.split('.')[0] ?? '') && !telling.test(path));
    expect(rules.length).toBeGreaterThan(700);
    expect(rules.filter((path) => !own.has(path))).toEqual([]);
  });

  it.skipIf(note !== '')(`says what the facts say wherever that is a number, a mark or a word of a list${note}`, () => {
    const own = leavesOf(parse(shippedText));
    const known = leavesOf(JSON.parse(readFileSync(facts, 'utf8')));
    const plain = [...known].filter(
      ([path, value]) =>
        places.has(path.split('.')[0] ?? '') &&
        !telling.test(path) &&
        (typeof value !== 'string' ||
          /\.(id|evidence|frequency|execution|unit|to|from|min_stage|restart_at|action|who)$|\.sources\.|\.health\.\d|role_in_group/.test(
            path,
          )),
    );
    expect(plain.length).toBeGreaterThan(600);
    expect(plain.filter(([path, value]) => own.get(path) !== value)).toEqual([]);
  });

  it.skipIf(note !== '')(`copies no sentence of the facts${note}`, () => {
    const known = [...leavesOf(JSON.parse(readFileSync(facts, 'utf8'))).values()];
    const sentences = z
      .array(z.string())
      .parse(known.filter((value) => typeof value === 'string' && value.length > 24 && value.includes(' ')));
    expect(sentences.filter((sentence) => shippedText.includes(sentence))).toEqual([]);
  });
});

describe('a file that cannot be read', () => {
  it('is told and not thrown', () => {
    expect(readPlanFile(join(resources, 'plans', 'none.yaml'), null, 'none.yaml').problems).toEqual([
      { file: 'none.yaml', line: 1, path: '', code: 'file-unreadable', params: { reason: 'ENOENT' } },
    ]);
  });
});
