import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { copyReadmePictures } from './shots/readme-pictures.ts';
import { takeShots } from './shots/run-shots.ts';

const usage = `npm run screenshots -- [--out DIR] [--only NAME] [--quick] [--readme]

  --out DIR     图片所在的文件夹，默认 screenshots/ / where the pictures go (screenshots/)
  --only NAME   只拍名字里含有 NAME 的页面 / only pages whose name contains NAME
  --readme      全部拍好后，更新 docs/images 里 README 用的图 / then renew the README's pictures in docs/images
  --quick       每个状态只拍两种样子，不拍 100 台 / each state in two looks, without the hundred phones
`;

/** Takes a picture of every page and state; exits 1 when one is missing or does not hold. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      out: { type: 'string' },
      only: { type: 'string' },
      quick: { type: 'boolean', default: false },
      readme: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const folder = resolve(values.out ?? join(import.meta.dirname, '..', '..', 'screenshots'));
  const stopper = new AbortController();
  process.once('SIGINT', () => stopper.abort(new Error('interrupted')));
  const startedAt = performance.now();
  const { pictures, expectedCount, failures, leftOut } = await takeShots({
    folder,
    isQuick: values.quick,
    only: values.only ?? null,
    say: (text) => void process.stderr.write(`  .. ${text}\n`),
    signal: stopper.signal,
  });
  for (const { name, needs } of leftOut) process.stderr.write(`  -- ${name} left out: ${needs}\n`);
  for (const failure of failures) process.stderr.write(`  !! ${failure}\n`);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
  process.stdout.write(
    `${pictures.length} of ${expectedCount} pictures, ${failures.length} failures, ${seconds} s: ${folder}\n`,
  );
  if (failures.length > 0 || pictures.length !== expectedCount) return 1;
  if (values.readme) copyReadmePictures(folder, join(import.meta.dirname, '..', '..', 'docs', 'images'));
  return 0;
}

process.exitCode = await main();
