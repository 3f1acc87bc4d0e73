import process from 'node:process';
import { prerequisites } from './bootstrap/bootstrap.mjs';
import { stopOnSignals } from './bootstrap/children.mjs';
import { readMachine } from './bootstrap/machine.mjs';
import { Progress, inBoth } from './bootstrap/progress.mjs';

const machine = readMachine({ env: process.env });
stopOnSignals(machine.children);
const progress = new Progress((line) => console.log(line));

let missing = 0;
for (const { name, find } of prerequisites(machine, progress, { needsVirtualDisplay: false })) {
  const finding = await find();
  if (finding.isFound) console.log(`✓ ${inBoth(name)}  ${finding.version}  ${finding.detail}`);
  else {
    missing += 1;
    console.log(`✗ ${inBoth(name)}  ${inBoth(finding.problem)}`);
    progress.say(finding.remedy);
  }
}
console.log(missing === 0 ? '一切就绪 / everything is here' : `缺少 ${missing} 项 / ${missing} missing`);
process.exitCode = missing === 0 ? 0 : 1;
