import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Settings } from '../../../electron/contract/settings.ts';

export type Language = Settings['language'];
export const languages: readonly Language[] = ['zh-CN', 'en'];

const fileSchema = z.record(z.string(), z.string());
const root = join(import.meta.dirname, '..', '..', '..');
const folder = join(root, 'renderer', 'i18n');
/** What main says as well (notifications, the webhook, exports), kept where main finds it. */
const sharedFolders = ['alert-texts', 'job-texts', 'rule-texts'].map((name) =>
  join(root, 'electron', 'contract', name),
);
const texts: Readonly<Record<Language, ReadonlyMap<string, string>>> = { 'zh-CN': read('zh-CN'), en: read('en') };

function read(language: Language): ReadonlyMap<string, string> {
  const files = readdirSync(join(folder, language)).filter((name) => name.endsWith('.json'));
  const shared = sharedFolders.map((place) => join(place, `${language}.json`));
  const paths = [...files.map((name) => join(folder, language, name)), ...shared];
  return new Map(paths.flatMap((path) => Object.entries(parse(path))));
}

function parse(path: string): Record<string, string> {
  return fileSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
}

/** Every key of the page's texts. */
export const textKeys: ReadonlySet<string> = new Set(languages.flatMap((language) => [...texts[language].keys()]));

/** The page's own text for a key, with its placeholders as they are; throws on a key that there is not. */
export function templateOf(language: Language, key: string): string {
  const text = texts[language].get(key) ?? texts[language].get(`${key}_other`);
  if (text === undefined) throw new Error(`no text ${key} in ${language}`);
  return text;
}

/** The text as a person reads it; every placeholder must be given. */
export function textOf(
  language: Language,
  key: string,
  params: Readonly<Record<string, string | number>> = {},
): string {
  return templateOf(language, key).replaceAll(/\{\{(\w+)\}\}/gu, (_all, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`${key} needs ${name}`);
    return String(value);
  });
}

/** What matches the text whatever its placeholders were filled with; source of a regular expression. */
export function patternOf(language: Language, key: string): string {
  const forms = [key, `${key}_one`, `${key}_other`].flatMap((form) => texts[language].get(form) ?? []);
  if (forms.length === 0) throw new Error(`no text ${key} in ${language}`);
  return forms.map(asPattern).join('|');
}

function asPattern(template: string): string {
  const literals = template.split(/\{\{\w+\}\}/u);
  return literals.map((literal) => literal.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`)).join('.*');
}
