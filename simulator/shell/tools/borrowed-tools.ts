import { Bash, type CommandName, latin1FromBytes, stdoutAsBytes } from 'just-bash';
import type { Program } from '../program.ts';
import { asJustBashFiles } from './just-bash-files.ts';

/**
 * A tool of just-bash on the phone's files: it reads its whole input first and prints all at once, which is right for
 * `sed`, `diff` and the like.
 */
export function borrowedTool(name: CommandName): Program {
  return async (process) => {
    const readsInput = !process.args.some((word) => process.files.has(process.path(word)) && !word.startsWith('-'));
    const input = readsInput ? await process.stdin.readAll() : new Uint8Array();
    const bash = new Bash({
      fs: asJustBashFiles(process.files, `/bin/${name}`),
      cwd: process.surroundings.directory,
      commands: [name],
      defenseInDepth: false,
    });
    const result = await bash.exec(name, {
      args: [...process.args],
      stdin: Buffer.from(input).toString('latin1'),
      stdinKind: 'bytes',
      env: { ...Object.fromEntries(process.surroundings.environment), PATH: '/bin' },
    });
    await process.write(Buffer.from(latin1FromBytes(stdoutAsBytes(result)), 'latin1'));
    if (result.stderr !== '') await process.printError(result.stderr.replace(/^bash: /u, ''));
    return result.exitCode;
  };
}
