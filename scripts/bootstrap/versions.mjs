/**
 * Reads the first dotted number in a text: `v24.21.0`, `Version 28.0.2-debian`, `1.0.41`.
 *
 * @param {string} text
 * @returns {readonly number[] | null} its parts, or null when there is no number
 */
export function parseVersion(text) {
  const match = /(\d+(?:\.\d+)*)/u.exec(text);
  return match?.[1] === undefined ? null : match[1].split('.').map(Number);
}

/**
 * Tells whether version `text` is `least` or newer; a text without a version is not.
 *
 * @param {string} text
 * @param {string} least
 * @returns {boolean}
 */
export function isAtLeast(text, least) {
  const have = parseVersion(text);
  const want = parseVersion(least);
  if (have === null || want === null) return false;
  for (let index = 0; index < Math.max(have.length, want.length); index += 1) {
    const difference = (have[index] ?? 0) - (want[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}
