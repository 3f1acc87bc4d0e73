import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import process from 'node:process';
import { readMachine } from './bootstrap/machine.mjs';
import { chooseNode } from './bootstrap/node-runtime.mjs';
import { keepCompiled } from './launch/compiled.mjs';
import { nodeEnvironment } from './launch/environment.mjs';

// Runs a TypeScript file of the project with a Node that is new enough: `node scripts/node.mjs simulator/cli.ts …`.
const machine = readMachine({ env: process.env });
const node = chooseNode(machine);
if (existsSync(node)) {
  const env = await nodeEnvironment(machine);
  await keepCompiled(machine, env);
  const child = spawn(node, process.argv.slice(2), { stdio: 'inherit', env });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  await once(child, 'exit');
  process.exitCode = child.exitCode ?? 1;
} else {
  console.error('需要较新的 Node：先运行一次 npm start / a current Node is needed: run npm start once');
  process.exitCode = 1;
}
