import assert from 'node:assert/strict';
import { always, type Operation, type Stage } from './operation.ts';

const sizes = [0, 1, 64 * 1024 - 1, 64 * 1024, 64 * 1024 + 1, 5 * 1024 * 1024];
const folder = '/data/local/tmp';

const makeContent = (size: number): Buffer =>
  Buffer.from(Uint8Array.from({ length: size }, (_, index) => (index * 31 + (index >> 9)) & 0xff));

async function pushAndPull({ client }: Stage, path: string, content: Buffer): Promise<void> {
  await client.push(content, path);
  const back = await client.pull(path);
  assert.ok(back.equals(content), `${back.length} bytes came back for ${content.length}`);
}

/** Files: both ways, of every size, with names and refusals as on a phone. */
export const fileOperations: readonly Operation[] = [
  ...sizes.map((size): Operation => ({
    id: `push and pull ${size} bytes`,
    isOffered: always,
    run: (stage) => pushAndPull(stage, `${folder}/size-${size}.bin`, makeContent(size)),
  })),
  {
    id: 'a name with spaces and Chinese',
    isOffered: always,
    run: (stage) => pushAndPull(stage, '/sdcard/Download/群公告 图片(1).txt', Buffer.from('你好')),
  },
  {
    id: 'push makes missing folders',
    isOffered: always,
    run: (stage) => pushAndPull(stage, `${folder}/new/deeper/file.txt`, Buffer.from('x')),
  },
  {
    id: 'the pushed file is what the shell reads',
    isOffered: always,
    run: async ({ client }) => {
      await client.push(Buffer.from('from outside\n'), `${folder}/read-me.txt`);
      assert.equal((await client.shell(`cat ${folder}/read-me.txt`)).stdout.toString(), 'from outside\n');
    },
  },
  {
    id: 'what the shell writes can be pulled',
    isOffered: always,
    run: async ({ client }) => {
      await client.shell(`echo inside > ${folder}/written.txt`);
      assert.equal((await client.pull(`${folder}/written.txt`)).toString(), 'inside\n');
    },
  },
  {
    id: 'stat of a file',
    isOffered: (client) => client.stat !== undefined,
    run: async ({ client }) => {
      await client.push(Buffer.from('12345'), `${folder}/stat.txt`);
      const facts = await client.stat?.(`${folder}/stat.txt`);
      assert.equal(facts?.size, 5);
      assert.equal((facts?.mode ?? 0) & 0o170000, 0o100000);
    },
  },
  {
    id: 'stat of a missing file',
    isOffered: (client) => client.stat !== undefined,
    run: async ({ client }) => assert.equal(await client.stat?.('/sdcard/none'), null),
  },
  {
    id: 'a folder listed',
    isOffered: always,
    run: async ({ client }) => {
      await client.push(Buffer.from('a'), `${folder}/listed/one.txt`);
      await client.push(Buffer.from('b'), `${folder}/listed/二.txt`);
      const names = (await client.list(`${folder}/listed`)).filter((name) => !name.startsWith('.'));
      assert.deepEqual(new Set(names), new Set(['one.txt', '二.txt']));
    },
  },
  {
    id: 'pulling a missing file is refused',
    isOffered: always,
    run: ({ client }) => assert.rejects(client.pull('/sdcard/none.txt'), /No such file|does not exist|ENOENT/),
  },
  {
    id: 'pushing to a read-only place is refused',
    isOffered: always,
    run: ({ client }) => assert.rejects(client.push(Buffer.from('x'), '/system/x.txt'), /Read-only|Permission denied/),
  },
  {
    id: 'after a refusal the next transfer works',
    isOffered: always,
    run: async (stage) => {
      await assert.rejects(stage.client.pull('/sdcard/none.txt'));
      await pushAndPull(stage, `${folder}/after.txt`, Buffer.from('fine'));
    },
  },
];
