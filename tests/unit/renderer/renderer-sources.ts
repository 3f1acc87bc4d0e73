import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const rendererFolder = join(import.meta.dirname, '..', '..', '..', 'renderer');

export interface SourceFile {
  /** Relative to `renderer/`. */
  readonly path: string;
  readonly source: string;
}

/** Every TypeScript file of the renderer. */
export function readRendererSources(): readonly SourceFile[] {
  return globSync('**/*.{ts,tsx}', { cwd: rendererFolder }).map((path) => ({
    path,
    source: readFileSync(join(rendererFolder, path), 'utf8'),
  }));
}
