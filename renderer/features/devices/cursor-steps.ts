export interface ListShape {
  readonly perLine: number;
  readonly linesPerPage: number;
  readonly count: number;
}

/** How far a key moves the cursor, in phones; null for keys that do not move it. */
export function cursorSteps(key: string, { perLine, linesPerPage, count }: ListShape): number | null {
  switch (key) {
    case 'ArrowDown':
      return perLine;
    case 'ArrowUp':
      return -perLine;
    case 'ArrowRight':
      return perLine > 1 ? 1 : null;
    case 'ArrowLeft':
      return perLine > 1 ? -1 : null;
    case 'PageDown':
      return perLine * linesPerPage;
    case 'PageUp':
      return -perLine * linesPerPage;
    case 'Home':
      return -count;
    case 'End':
      return count;
    default:
      return null;
  }
}
