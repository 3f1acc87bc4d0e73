/** How a command line is to be run, as its service string says. */
export interface CommandPlan {
  readonly command: string;
  /** Runs on a terminal: echo, CR LF line ends, Ctrl-C. */
  readonly hasTerminal: boolean;
  /** Speaks the shell protocol: stdout and stderr apart, exit status, end of input. */
  readonly usesProtocol: boolean;
}

/**
 * Reads `shell:COMMAND` and `shell,ARG,…:COMMAND`. Without arguments an interactive shell gets a terminal and a
 * command line none, and neither uses the shell protocol (AOSP `services.cpp`, `ShellService`; since Android 7).
 * Unknown arguments are ignored, as adbd does. Null when it is another service.
 */
export function parseShellService(name: string): CommandPlan | null {
  const parts = /^shell((?:,[^:]*)?):(.*)$/s.exec(name);
  if (parts === null) return null;
  const command = parts[2] ?? '';
  let hasTerminal = command === '';
  let usesProtocol = false;
  for (const argument of (parts[1] ?? '').split(',')) {
    if (argument === 'raw') hasTerminal = false;
    else if (argument === 'pty') hasTerminal = true;
    else if (argument === 'v2') usesProtocol = true;
  }
  return { command, hasTerminal, usesProtocol };
}

/** Reads `exec:COMMAND`: raw bytes both ways, stderr mixed into stdout. Null when it is another service. */
export function parseExecService(name: string): CommandPlan | null {
  if (!name.startsWith('exec:')) return null;
  return { command: name.slice('exec:'.length), hasTerminal: false, usesProtocol: false };
}
