import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readPlanFile, readShippedPlan, shippedPlanFile } from '../../../electron/accounts/plans/plan-files.ts';
import type { Plan } from '../../../electron/accounts/plans/plan.ts';
import type { PlanReading } from '../../../electron/accounts/plans/read-plan.ts';
import type { PlanProblem } from '../../../electron/contract/plan-problems.ts';
import enTexts from '../../../electron/contract/plan-texts/en.json' with { type: 'json' };
import zhTexts from '../../../electron/contract/plan-texts/zh-CN.json' with { type: 'json' };
import { damaged, otherDamages, templateDamages, type PlanDamage } from '../../support/accounts/plan-damages.ts';
import { exactly, type Figure, type ShowLine, type ShowOptions } from '../show-line.ts';

const resources = fileURLToPath(new URL('../../../resources/', import.meta.url));
const languages: readonly Readonly<Record<string, string>>[] = [zhTexts, enTexts];

export const badTemplates: ShowLine = {
  id: '04.6',
  title: 'a template with overlapping days, negative caps, an unknown action or a loosened hard zero: file, line, cure',
  hasShortForm: true,
  limitMs: 5 * 60_000,
  run: async (options) => Promise.resolve(breakTemplates(options)),
};

/** The shipped template with one damage at a time, and with several at once, each in a file of its own. */
function breakTemplates(options: ShowOptions): Figure[] {
  const { plan, problems } = readShippedPlan(resources);
  const figures = [exactly('problems of the template as shipped', problems.length, 0)];
  if (plan === null) return figures;
  const folder = mkdtempSync(join(tmpdir(), 'jiqun-plans-'));
  try {
    for (const damage of [...templateDamages, ...(options.isShort ? [] : otherDamages)]) {
      figures.push(...breakOnce(folder, damage, plan, options));
    }
    return [...figures, ...breakAtOnce(folder, plan, options)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function breakOnce(folder: string, damage: PlanDamage, template: Plan, { say }: ShowOptions): Figure[] {
  const { what, code, path } = damage;
  const { text, line } = damaged(shippedText(), damage);
  const { plan, problems } = readText(folder, text, template);
  for (const problem of problems) for (const words of languages) say(`${what}: ${messageOf(words, problem)}`);
  const told = problems.find((each) => each.code === code && each.path === path);
  const whole = languages.filter((words) => told !== undefined && isWhole(messageOf(words, told), line));
  return [
    exactly(`${what}: plans that come of it`, plan === null ? 0 : 1, 0),
    exactly(`${what}: line that is told`, told?.line ?? 'none', line),
    exactly(`${what}: languages in which file, line, cause and cure are told`, whole.length, languages.length),
  ];
}

function breakAtOnce(folder: string, template: Plan, { say }: ShowOptions): Figure[] {
  const damages = templateDamages.filter(({ linesOff }) => linesOff === undefined);
  const text = damages.reduce((before, damage) => damaged(before, damage).text, shippedText());
  const { problems } = readText(folder, text, template);
  for (const problem of problems) say(`all at once: ${messageOf(zhTexts, problem)}`);
  const told = damages.filter(({ code, path }) => problems.some((each) => each.code === code && each.path === path));
  return [exactly('damages of one file that are told at once', told.length, damages.length)];
}

const file = 'broken.yaml';

function readText(folder: string, text: string, template: Plan): PlanReading {
  writeFileSync(join(folder, file), text);
  return readPlanFile(join(folder, file), template, file);
}

function shippedText(): string {
  return readFileSync(join(resources, shippedPlanFile), 'utf8');
}

/** As the page has it: file and line, where in the plan, what is wrong, what to do. */
function messageOf(
  words: Readonly<Record<string, string>>,
  { code, line, path, params, ...rest }: PlanProblem,
): string {
  const parts = ['plan.problem-place', `plan.problem.${code}.cause`, `plan.problem.${code}.cure`];
  const [place, ...said] = parts.map((key) => fill(words[key] ?? `{{${key}}}`, { ...params, line, file: rest.file }));
  return [place, path, ...said].filter((part) => part !== '').join(' ');
}

function fill(template: string, params: Readonly<Record<string, string | number>>): string {
  return template.replaceAll(/\{\{([\w.-]+)\}\}/g, (whole, name: string) => String(params[name] ?? whole));
}

function isWhole(message: string, line: number): boolean {
  return message.includes(file) && message.includes(` ${line}`) && !/\{\{|undefined/.test(message);
}
