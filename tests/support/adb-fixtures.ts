import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The recorded adb outputs that lie beside the repository. They are public reports' data and never copied here, so
 * they may be absent: tests then skip, and say which folder was looked for.
 */
const folder = join(import.meta.dirname, '../../../shared/fixtures/adb');

export const hasAdbFixtures = existsSync(join(folder, 'SOURCES.md'));

/** Ends a describe title, so that a skipped block tells why. */
export const fixtureNote = hasAdbFixtures ? '' : ' (skipped: no fixtures at ../shared/fixtures/adb)';

/** One recorded output, as bytes decoded without any change to line ends. */
export function readAdbFixture(name: string): string {
  return readFileSync(join(folder, name), 'utf8');
}

/** Names of all recorded outputs; empty when the folder is absent. */
export function listAdbFixtures(): string[] {
  return hasAdbFixtures ? readdirSync(folder).filter((name) => name.endsWith('.txt')) : [];
}
