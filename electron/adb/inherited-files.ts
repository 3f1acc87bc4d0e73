import { existsSync } from 'node:fs';

/** A program with its arguments, as it is to be started. */
export interface Command {
  readonly path: string;
  readonly args: readonly string[];
}

const shell = '/bin/bash';
/** No start-up file of anybody is read: with a socket as its input, as Node's pipes are, bash takes itself for a remote one and would. */
const readsNothing = ['--norc', '--noprofile', '-p', '-c'] as const;
/** Arguments come in as such and are never read as words of the shell. */
const closeAndBecome =
  'for file in /proc/self/fd/*; do n=${file##*/}; if [ "$n" -gt 2 ]; then eval "exec $n>&-"; fi; done; exec -- "$@"';

/**
 * The same command as a process that holds no open file of ours but its three streams. On Linux Chromium opens its channels without
 * close-on-exec: an adb server that is started while a page or its GPU process comes up holds the other end of their channel for as long
 * as it lives, and when such a process dies the console never hears of it and waits for ever. Windows and macOS hand nothing on unasked
 * (libuv: handle lists, `POSIX_SPAWN_CLOEXEC_DEFAULT`). Where there is no bash the command stays as it is.
 */
export function withoutInheritedFiles(command: Command, platform: NodeJS.Platform = process.platform): Command {
  if (platform !== 'linux' || !existsSync(shell)) return command;
  return { path: shell, args: [...readsNothing, closeAndBecome, 'bash', command.path, ...command.args] };
}
