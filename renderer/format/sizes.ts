const units = ['B', 'KB', 'MB', 'GB', 'TB'] as const;
const step = 1024;

/** A size in the largest unit that keeps it at 1 or more: `1.4 GB`. */
export function sizeText(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= step && unit < units.length - 1) {
    value /= step;
    unit += 1;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  return `${value.toFixed(digits)} ${units[unit] ?? ''}`;
}
