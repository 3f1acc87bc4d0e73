/** `>=8.0.41 <8.1`: conditions on a version, all of which must hold. */
export const versionRangePattern = /^(?:(?:>=|>|<=|<|=)\d+(?:\.\d+)*)(?: (?:>=|>|<=|<|=)\d+(?:\.\d+)*)*$/;

/** Negative, zero or positive as `left` is older, equal or newer; parts that are missing count as 0. */
export function compareVersions(left: string, right: string): number {
  const [a, b] = [partsOf(left), partsOf(right)];
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whether `version` lies in `range`. A version that is not known lies in every range: what is there decides then. */
export function isInRange(version: string | null, range: string | undefined): boolean {
  if (range === undefined || version === null) return true;
  return range.split(' ').every((condition) => {
    const [, sign = '=', bound = ''] = /^(>=|>|<=|<|=)(.+)$/.exec(condition) ?? [];
    const order = compareVersions(version, bound);
    switch (sign) {
      case '>=':
        return order >= 0;
      case '>':
        return order > 0;
      case '<=':
        return order <= 0;
      case '<':
        return order < 0;
      default:
        return order === 0;
    }
  });
}

function partsOf(version: string): number[] {
  return (/^\d+(?:\.\d+)*/.exec(version)?.[0] ?? '0').split('.').map(Number);
}
