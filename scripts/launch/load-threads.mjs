import { flushCompileCache } from 'node:module';

// Loads what the store's threads load, so that Node keeps it stripped of types. Out of a thread the entry ends with an error, once
// all of it is loaded: that is no fault here.
for (const file of ['worker.ts', 'automation/ocr/read-picture.ts']) {
  await import(new URL(`../../electron/${file}`, import.meta.url).href).catch(() => undefined);
}
flushCompileCache?.();
