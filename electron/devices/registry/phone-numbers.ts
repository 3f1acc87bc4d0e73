const largestNumber = 9_999;

/** The lowest number that no phone has; null when all 9 999 are taken. */
export function lowestFreeNumber(taken: ReadonlySet<number>): number | null {
  for (let number = 1; number <= largestNumber; number++) {
    if (!taken.has(number)) return number;
  }
  return null;
}
