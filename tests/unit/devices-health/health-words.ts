import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { HealthCheckId } from '../../../electron/contract/phones.ts';

export const languages = ['zh-CN', 'en'] as const;

const folder = join(import.meta.dirname, '../../../renderer/i18n');
const wordsSchema = z.record(z.string(), z.string());

/** The texts of one language by key (`health.storage.low`). */
export function wordsOf(language: (typeof languages)[number]): Readonly<Record<string, string>> {
  return wordsSchema.parse(JSON.parse(readFileSync(join(folder, language, 'health.json'), 'utf8')));
}

const all = languages.map(wordsOf);

/** The names that a text, in any language, wants to be filled with. */
export function placeholdersOf(id: HealthCheckId, textCode: string): string[] {
  const texts = all.map((words) => words[`health.${id}.${textCode}`] ?? '');
  return [...new Set(texts.flatMap((text) => [...text.matchAll(/\{\{(\w+)/g)].flatMap(([, name]) => name ?? [])))];
}
