import { readMachine } from '../../scripts/bootstrap/machine.mjs';
import { buildApp } from '../../scripts/launch/build.mjs';

/** Builds the app that the rows start, unless it is newer than its sources. */
export async function ensureBuiltApp(): Promise<void> {
  await buildApp(readMachine({ env: process.env }));
}
