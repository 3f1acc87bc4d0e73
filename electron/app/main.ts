import { app } from 'electron';
import { runConsole } from './console-app.ts';
import { parseFlags } from './flags.ts';
import { runHeadlessApp } from './headless-app.ts';
import { registerRendererScheme } from './renderer-scheme.ts';

const parsed = parseFlags(process.argv.slice(1));
if (parsed.ok) {
  registerRendererScheme();
  // As root Chromium refuses its sandbox; whoever started us said so, and forcing it would keep every child from starting.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  // Electron becomes ready only after this module has been evaluated: awaiting here would wait for ever.
  const run = parsed.flags.isHeadless ? runHeadlessApp : runConsole;
  run(app, parsed.flags).catch((failure: unknown) => {
    process.stderr.write(`${failure instanceof Error ? (failure.stack ?? failure.message) : String(failure)}\n`);
    app.exit(1);
  });
} else {
  process.stderr.write(`${parsed.message}\n`);
  app.exit(2);
}
