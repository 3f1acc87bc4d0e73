import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A fresh folder that is removed after the running test, after everything that the test set up later. */
export function makeTempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'jiqun-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
