import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { VirtualDesk } from '../../../simulator/virtual-desk.ts';
import { World } from '../../../simulator/world/world.ts';
import type { GroupPlan } from '../../../simulator/world/world-plan.ts';
import { findAdbProgram } from '../../support/adb-program.ts';
import { freePort } from '../../support/free-port.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const phoneCount = 8;
const groupsPerPhone = 5;
const timeoutMs = 300_000;

/** The script as it stands in the README, in a file of its own. */
function writeScript(folder: string): string {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const [, script] = /```js\n(\/\/ rename-groups\.mjs\n[\s\S]*?)```/u.exec(readme) ?? [];
  if (script === undefined) throw new Error('the README has no script rename-groups.mjs');
  const path = join(folder, 'rename-groups.mjs');
  writeFileSync(path, script);
  return path;
}

/** Five groups that each phone's account owns, and one each so large that only its owner, an outsider, may rename it. */
function planGroups(): GroupPlan[] {
  return Array.from({ length: phoneCount }, (_, index) => index + 1).flatMap((place) => [
    ...Array.from({ length: groupsPerPhone }, (_, at) => ({ name: `读书会 ${place}-${at + 1} 群`, places: [place] })),
    { name: `别人的群 ${place}`, places: [place], owner: null, size: 120 },
  ]);
}

async function openDesk(folder: string): Promise<VirtualDesk> {
  const world = new World({ seed: 40, phoneCount, plan: { groups: planGroups() } });
  const stateFolder = join(folder, 'desk');
  const desk = await VirtualDesk.start({ count: phoneCount, seed: 40, adbPath: findAdbProgram(), stateFolder, world });
  onTestFinished(() => desk.stop());
  return desk;
}

/** Runs the script against a console that is attached to that desk. Answers what it printed, and how it ended. */
async function run(
  script: string,
  folder: string,
  desk: VirtualDesk,
): Promise<{ code: number | null; output: string }> {
  const orders = {
    dataFolder: join(folder, 'data'),
    localAdbPort: await freePort(),
    deskAdbPort: desk.adbPort,
    phoneCount,
  };
  const console = [join(root, 'tests/support/attached-main.ts'), JSON.stringify(orders)];
  const child = spawn(process.execPath, [script, process.execPath, ...console], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => (output += bytes.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, output };
}

function renamingsOf(desk: VirtualDesk) {
  return desk.world.acts.read().filter(({ kind }) => kind === 'rename-group');
}

test(
  'the README’s script renames 40 groups on 8 phones, each once, and nothing that it may not',
  async () => {
    const folder = makeTempFolder();
    const desk = await openDesk(folder);
    const { code, output } = await run(writeScript(folder), folder, desk);
    expect(output).toContain('40 / 40');
    expect(code).toBe(0);
    const renamings = renamingsOf(desk);
    expect(new Set(renamings.map(({ groupId }) => groupId)).size).toBe(40);
    expect(renamings).toHaveLength(40);
    expect(new Set(renamings.map(({ accountId }) => accountId)).size).toBe(phoneCount);
    const names = desk.world.groups.map(({ name }) => name);
    expect(names.filter((name) => /^读书会 \d-\d 群·2026$/u.test(name))).toHaveLength(40);
    expect(names.filter((name) => /^别人的群 \d$/u.test(name))).toHaveLength(phoneCount);
  },
  timeoutMs,
);
