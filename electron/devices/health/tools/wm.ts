import { agreedValue, endedLines } from './output-lines.ts';

export interface ScreenSize {
  readonly width: number;
  readonly height: number;
}

export interface WmReport<T> {
  readonly physical: T | null;
  readonly override: T | null;
  /** What apps and taps use: the override where there is one (Mate 10's "smart resolution"), else the panel. */
  readonly effective: T | null;
}

/**
 * Reads `wm size` (Android 4.3–14). The caller must pass a complete output, because the override is the last line.
 */
export function parseWmSize(text: string): WmReport<ScreenSize> {
  return readReport(text, /^(Physical|Override) size: (\d{1,5})x(\d{1,5})\s*$/, ([width = 0, height = 0]) =>
    width > 0 && height > 0 ? { width, height } : null,
  );
}

/** Reads `wm density`, with the same rule. */
export function parseWmDensity(text: string): WmReport<number> {
  return readReport(text, /^(Physical|Override) density: (\d{1,4})\s*$/, ([density = 0]) =>
    density > 0 ? density : null,
  );
}

function readReport<T>(text: string, pattern: RegExp, read: (numbers: readonly number[]) => T | null): WmReport<T> {
  const lines = endedLines(text);
  const valueOf = (label: 'Physical' | 'Override'): T | null => {
    const line = agreedValue(lines.filter((candidate) => candidate.startsWith(`${label} `)));
    const match = line === null ? null : pattern.exec(line);
    return match === null ? null : read(match.slice(2).map(Number));
  };
  const physical = valueOf('Physical');
  const override = valueOf('Override');
  // Any other line may be an override that cannot be read, which hides what is in force.
  const isHidden = override === null && lines.some((line) => line.trim() !== '' && !line.startsWith('Physical '));
  return { physical, override, effective: override ?? (isHidden ? null : physical) };
}
