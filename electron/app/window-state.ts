import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const windowStateSchema = z.object({
  position: z.object({ x: z.number().int(), y: z.number().int() }).nullable(),
  width: z.number().int().min(960).max(20_000),
  height: z.number().int().min(600).max(20_000),
  isMaximized: z.boolean(),
});
export type WindowState = z.infer<typeof windowStateSchema>;

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const defaultWindowState: WindowState = { position: null, width: 1440, height: 900, isMaximized: false };

/** So much of a window must lie on a display that a hand can still grab its title bar. */
const grabbable = { width: 120, height: 60 };

/** The remembered window, or the default when the file is missing or not ours. */
export function readWindowState(file: string): WindowState {
  try {
    const parsed = windowStateSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success ? parsed.data : defaultWindowState;
  } catch {
    return defaultWindowState;
  }
}

/** Written beside and renamed, so a crash never leaves half a file. Throws where the folder cannot be written. */
export function writeWindowState(file: string, state: WindowState): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify(state));
  renameSync(`${file}.new`, file);
}

/** Drops a remembered position whose title bar would lie on no display (a screen was unplugged). */
export function fitToDisplays(state: WindowState, displays: readonly Area[]): WindowState {
  const { position, width } = state;
  if (position === null) return state;
  const isReachable = displays.some(
    (area) =>
      position.x + width > area.x + grabbable.width &&
      position.x < area.x + area.width - grabbable.width &&
      position.y >= area.y &&
      position.y < area.y + area.height - grabbable.height,
  );
  return isReachable ? state : { ...state, position: null };
}
