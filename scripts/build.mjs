import process from 'node:process';
import { stopOnSignals } from './bootstrap/children.mjs';
import { reasonOf } from './bootstrap/download.mjs';
import { readMachine } from './bootstrap/machine.mjs';
import { buildApp } from './launch/build.mjs';

// Builds the console into out/ and stages it for the fallback runtime where that is the one in use.
const machine = readMachine({ env: process.env });
stopOnSignals(machine.children);
try {
  await buildApp(machine, { isForced: true, isShown: true });
} catch (error) {
  console.error(reasonOf(error));
  process.exitCode = 1;
}
