import type { Command } from './command.ts';
import { alertCommands } from './commands/alert-commands.ts';
import { deviceCommands } from './commands/device-commands.ts';
import { elementCommands } from './commands/element-commands.ts';
import { gestureCommands } from './commands/gesture-commands.ts';
import { pointerCommands } from './commands/pointer-actions.ts';
import { sessionCommands } from './commands/session-commands.ts';

interface Route {
  readonly method: string;
  readonly parts: readonly string[];
  readonly command: Command;
}

/** A fixed name goes before a parameter in the same place: `element/active` before `element/:id`. */
const routes: readonly Route[] = [
  ...sessionCommands,
  ...elementCommands,
  ...gestureCommands,
  ...pointerCommands,
  ...deviceCommands,
  ...alertCommands,
].map(([path, command]) => {
  const [method = '', pattern = ''] = path.split(' ');
  return { method, parts: pattern.split('/').slice(1), command };
});

/** The command behind a path with what stands at its parameters; null for a path that the server does not know. */
export function findRoute(
  method: string,
  path: string,
): { readonly command: Command; readonly parameters: Readonly<Record<string, string>> } | null {
  const parts = path.split('/').slice(1);
  for (const route of routes) {
    if (route.method !== method || route.parts.length !== parts.length) continue;
    const parameters = matchParts(route.parts, parts);
    if (parameters !== null) return { command: route.command, parameters };
  }
  return null;
}

function matchParts(pattern: readonly string[], parts: readonly string[]): Record<string, string> | null {
  const parameters: Record<string, string> = {};
  for (const [index, wanted] of pattern.entries()) {
    const part = parts[index] ?? '';
    if (wanted.startsWith(':')) parameters[wanted.slice(1)] = decodeURIComponent(part);
    else if (wanted !== part) return null;
  }
  return parameters;
}
