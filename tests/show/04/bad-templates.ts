import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readPlanFile, readShippedPlan, shippedPlanFile } from '../../../electron/accounts/plans/plan-files.ts';
import type { Plan } from '../../../electron/accounts/plans/plan.ts';
import type { PlanReading } from '../../../electron/accounts/plans/read-plan.ts';
import type { PlanProblem } from '../../../electron/contract/plan-problems.ts';
import { problemParams } from '../../../renderer/format/problem-params.ts';
import { SeededRandom } from '../../../simulator/world/seeded-random.ts';
import { damaged, otherDamages, templateDamages } from '../../support/accounts/plan-damages.ts';
import type { PlanDamage } from '../../support/accounts/plan-damage.ts';
import { layouts, layOut, type LayoutName, type PlanLayout } from '../../support/accounts/plan-layouts.ts';
import { ConsoleWords, languages } from '../../support/console-words.ts';
import { exactly, told, type Figure, type ShowLine, type ShowOptions } from '../show-line.ts';
import { giveBadTemplates } from './given-templates.ts';

const resources = fileURLToPath(new URL('../../../resources/', import.meta.url));

export const badTemplates: ShowLine = {
  id: '04.6',
  title: 'a template with overlapping days, negative caps, an unknown action or a loosened hard zero: file, line, cure',
  hasShortForm: true,
  limitMs: 8 * 60_000,
  async run(options) {
    const folder = mkdtempSync(join(tmpdir(), 'jiqun-plans-'));
    const words = await Promise.all(languages.map((language) => ConsoleWords.of(language)));
    try {
      const random = new SeededRandom(options.seed).fork('layouts');
      const figures = breakTemplates({ folder, words, random, options });
      const given = await giveBadTemplates({ folder, words, text: shippedText() }, options);
      return [...figures, ...given];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

interface Bench {
  readonly folder: string;
  readonly words: readonly ConsoleWords[];
  readonly random: SeededRandom;
  readonly options: ShowOptions;
}

/** The shipped template with one damage at a time, and with several at once, each in a file of its own, in every layout. */
function breakTemplates(bench: Bench): Figure[] {
  const { plan, problems } = readShippedPlan(resources);
  const figures = [exactly('problems of the template as shipped', problems.length, 0)];
  if (plan === null) return figures;
  const all = [...templateDamages, ...(bench.options.isShort ? [] : otherDamages)];
  return [
    told('seed', bench.options.seed),
    ...figures,
    ...layouts.map((name) => soundIn(name, plan, bench)),
    ...all.flatMap((damage) => breakOnce(damage, plan, bench)),
    ...breakAtOnce(plan, bench),
  ];
}

/** Control: what is refused is the damage and not the hand that wrote it. */
function soundIn(name: LayoutName, template: Plan, { folder, random }: Bench): Figure {
  const { problems } = readText(folder, layOut(shippedText(), name, random).text, template);
  return exactly(`control: problems of the undamaged template, ${name}`, problems.length, 0);
}

function breakOnce(damage: PlanDamage, template: Plan, bench: Bench): Figure[] {
  const { what, code, path } = damage;
  const { text, line } = damaged(shippedText(), damage);
  const seen = layouts.map((name) => {
    const laid = layOut(text, name, bench.random);
    const wanted = laid.lineOf(line);
    const reading = readText(bench.folder, laid.text, template);
    const problem = reading.problems.find((each) => each.code === code && each.path === path);
    const messages = problem === undefined ? [] : bench.words.map((words) => messageOf(words, problem));
    if (name === 'as shipped') for (const message of messages) bench.options.say(`${what}: ${message}`);
    return { name, laid, wanted, reading, told: problem?.line, messages };
  });
  const off = seen.filter((one) => one.told !== one.wanted);
  const unclear = seen.filter(({ messages, wanted }) => {
    return messages.length < languages.length || !messages.every((message) => isWhole(message, wanted));
  });
  const lines = seen.map(({ wanted }) => wanted);
  return [
    exactly(`${what}: plans that come of it`, seen.filter(({ reading }) => reading.plan !== null).length, 0),
    exactly(
      `${what}: layouts in which another line is told than ${lines.join(', ')}`,
      off.map((one) => `${one.name}: ${one.told ?? 'none'}`).join('; ') || 'none',
      'none',
    ),
    exactly(
      `${what}: layouts in which file, line, cause and cure are not told in both languages`,
      unclear.map(({ name }) => name).join(', ') || 'none',
      'none',
    ),
  ];
}

/** Each of them at its line, all in one answer. */
function breakAtOnce(template: Plan, { folder, random, options }: Bench): Figure[] {
  // In the order of the file from below, so that no damage moves the line of another one.
  const damages = templateDamages
    .filter(({ linesOff }) => linesOff === undefined)
    .map((damage) => ({ ...damage, line: damaged(shippedText(), damage).line }));
  const text = damages.reduce((before, damage) => damaged(before, damage).text, shippedText());
  return layouts.map((name) => {
    const laid: PlanLayout = layOut(text, name, random);
    const { problems } = readText(folder, laid.text, template);
    const missing = damages.filter(
      ({ code, path, line }) =>
        !problems.some((each) => each.code === code && each.path === path && each.line === laid.lineOf(line)),
    );
    options.say(`all at once, ${name}: ${problems.map(({ line, code }) => `${line} ${code}`).join(', ')}`);
    const what = `${damages.length} damages at once, ${name}: those not told at their line`;
    return exactly(what, missing.map((damage) => damage.what).join(', ') || 'none', 'none');
  });
}

const file = 'broken.yaml';

function readText(folder: string, text: string, template: Plan): PlanReading {
  writeFileSync(join(folder, file), text);
  return readPlanFile(join(folder, file), template, file);
}

function shippedText(): string {
  return readFileSync(join(resources, shippedPlanFile), 'utf8');
}

interface Message {
  readonly place: string;
  readonly cause: string;
  readonly cure: string;
}

/** As the page has it: file and line, what is wrong, what to do. */
function messageOf({ texts }: ConsoleWords, { code, line, params, file: name }: PlanProblem): string {
  const filled = problemParams(texts, params);
  const message: Message = {
    place: texts.lookUp('plan.problem-place', { file: name, line }) ?? '{{no place}}',
    cause: texts.lookUp(`plan.problem.${code}.cause`, filled) ?? '{{no cause}}',
    cure: texts.lookUp(`plan.problem.${code}.cure`, filled) ?? '{{no cure}}',
  };
  return [message.place, message.cause, message.cure].join(' | ');
}

function isWhole(message: string, line: number): boolean {
  const [place = '', cause = '', cure = ''] = message.split(' | ');
  const isSaid = [cause, cure].every((part) => part.length > 3) && cause !== cure;
  return (
    place.includes(file) &&
    new RegExp(`(?<!\\d)${line}(?!\\d)`, 'u').test(place) &&
    isSaid &&
    !/\{\{|undefined/u.test(message)
  );
}
