import assert from 'node:assert/strict';
import { always, type Operation } from './operation.ts';
import type { PhoneClient } from './phone-client.ts';

const readsExitCodes = (client: PhoneClient): boolean => client.readsExitCodes;

const everyByte = Buffer.from(Array.from({ length: 1024 * 1024 }, (_, index) => (index * 7 + (index >> 8)) & 0xff));
const bigInput = Buffer.alloc(3 * 1024 * 1024, 'big input ');

/** Commands: output, exit status, stderr, raw bytes, input, many at once. */
export const shellOperations: readonly Operation[] = [
  {
    id: 'shell output, Chinese included',
    isOffered: always,
    run: async ({ client }) => {
      const { stdout } = await client.shell("echo '群 one  two'");
      assert.equal(stdout.toString(), '群 one  two\n');
    },
  },
  ...[0, 1, 7, 127].map((code): Operation => ({
    id: `exit status ${code}`,
    isOffered: readsExitCodes,
    run: async ({ client }) => assert.equal((await client.shell(`exit ${code}`)).exitCode, code),
  })),
  {
    id: 'unknown command: 127 and the reason',
    isOffered: readsExitCodes,
    run: async ({ client }) => {
      const { exitCode, stderr } = await client.shell('no_such_command');
      assert.equal(exitCode, 127);
      assert.match(stderr?.toString() ?? '', /no_such_command: (inaccessible or )?not found/);
    },
  },
  {
    id: 'stderr apart from stdout',
    isOffered: readsExitCodes,
    run: async ({ client }) => {
      const { stdout, stderr } = await client.shell('echo out; echo err >&2');
      assert.deepEqual([stdout.toString(), stderr?.toString()], ['out\n', 'err\n']);
    },
  },
  {
    id: 'raw output of 1 MB, every byte value',
    isOffered: (client) => client.exec !== undefined,
    run: async ({ client }) => {
      await client.push(everyByte, '/data/local/tmp/bytes.bin');
      const bytes = await client.exec?.('cat /data/local/tmp/bytes.bin');
      assert.ok(bytes?.equals(everyByte), 'the bytes differ');
    },
  },
  {
    id: 'input of 3 MB',
    isOffered: (client) => client.shellWithInput !== undefined,
    run: async ({ client }) => {
      const answer = await client.shellWithInput?.('cat', bigInput);
      assert.ok(answer?.stdout.equals(bigInput), 'the bytes differ');
    },
  },
  {
    id: '20 shells at once',
    isOffered: always,
    run: async ({ client }) => {
      const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => client.shell(`echo ${index}`)));
      assert.deepEqual(
        answers.map((answer) => answer.stdout.toString()),
        answers.map((_, index) => `${index}\n`),
      );
    },
  },
  {
    id: 'logcat streams and stops',
    isOffered: always,
    run: async ({ client, phone }) => {
      const logcat = await client.start('logcat -v threadtime');
      const lines = await logcat.waitFor((text) => text.split('\n').length > 3);
      assert.match(lines, /\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} +\d+ +\d+ [VDIWEF] /);
      await logcat.stop();
      // A stopped command must not go on there.
      await phone.whenLoad(({ streams }) => streams === 0);
    },
  },
];
