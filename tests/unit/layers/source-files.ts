import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { Source } from './layer-table.ts';

export const root = resolve(import.meta.dirname, '..', '..', '..');

/** All source files below the given folders of the project, as paths below the project folder with forward slashes. */
export function listSourceFiles(folders: readonly string[]): readonly string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:ts|tsx|mjs|cts)$/.test(name) && !name.includes('node_modules'))
      .map((name) => `${folder}/${name.split(sep).join('/')}`),
  );
}

/** Reads a source file with what it imports, types included. */
export function readSource(path: string): Source {
  return { path, imports: findImports(path, readFileSync(join(root, path), 'utf8')) };
}

/**
 * The targets of all imports and re-exports in `text`: project paths for relative ones and for the renderer's
 * `@contract` alias, `npm:…` for packages. Comments are left out.
 */
export function findImports(path: string, text: string): readonly string[] {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '');
  const forms = [
    /^\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"\n]+)['"]/gm,
    /^\s*import\s*['"]([^'"\n]+)['"]/gm,
    /\bimport\s*\(\s*['"]([^'"\n]+)['"]\s*\)/g,
    /\brequire\s*\(\s*['"]([^'"\n]+)['"]\s*\)/g,
  ];
  return forms.flatMap((form) => [...code.matchAll(form)].map((match) => resolveTarget(path, match[1] ?? '')));
}

function resolveTarget(path: string, specifier: string): string {
  if (specifier.startsWith('@contract/')) return `electron/contract/${specifier.slice('@contract/'.length)}`;
  if (specifier.startsWith('node:')) return specifier;
  if (!specifier.startsWith('.')) return `npm:${specifier}`;
  return relative(root, resolve(root, dirname(path), specifier))
    .split(sep)
    .join('/');
}
