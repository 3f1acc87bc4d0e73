import { app } from 'electron';
import { runConsole } from './console-app.ts';
import { parseFlags } from './flags.ts';
import { registerRendererScheme } from './renderer-scheme.ts';

const parsed = parseFlags(process.argv.slice(1));
if (parsed.ok) {
  registerRendererScheme();
  app.enableSandbox();
  await runConsole(app, parsed.flags);
} else {
  process.stderr.write(`${parsed.message}\n`);
  app.exit(2);
}
