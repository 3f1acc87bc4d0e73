import { messengerVariants, type MessengerVariant } from './variant.ts';

/** The newest variant that is not newer than `version` (`8.0.40`); the oldest one for versions before all of them. */
export function chooseVariant(version: string): MessengerVariant {
  const sorted = messengerVariants.toSorted((left, right) => compareVersions(left.version, right.version));
  const chosen = sorted.findLast((variant) => compareVersions(variant.version, version) <= 0) ?? sorted[0];
  if (chosen === undefined) throw new RangeError('the messenger has no variant');
  return chosen;
}

function compareVersions(left: string, right: string): number {
  const [a, b] = [left, right].map((version) => version.split('.').map(Number));
  for (let index = 0; index < 3; index++) {
    const difference = (a?.[index] ?? 0) - (b?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
