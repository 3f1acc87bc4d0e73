const deepestAllowed = 64;

/**
 * True when `value` written as JSON would be longer than `limit` characters. Stops counting at the limit, so that
 * a payload of any size is refused in bounded time; cyclic or absurdly deep values count as too large. Escapes are
 * not counted: the answer may be up to a few percent low for text full of quotes.
 */
export function isLargerThan(value: unknown, limit: number): boolean {
  return measure(value, limit, 0) > limit;
}

function measure(value: unknown, limit: number, depth: number): number {
  if (depth > deepestAllowed) return Number.POSITIVE_INFINITY;
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null) return 8;
  if (ArrayBuffer.isView(value)) return value.byteLength;
  let length = 2;
  for (const [key, child] of entriesOf(value)) {
    length += key + measure(child, limit - length, depth + 1) + 1;
    if (length > limit) return length;
  }
  return length;
}

function* entriesOf(value: object): Generator<readonly [keyLength: number, child: unknown]> {
  if (Array.isArray(value) || value instanceof Set) {
    for (const child of value) yield [0, child];
    return;
  }
  if (value instanceof Map) {
    for (const [key, child] of value) yield [String(key).length + 3, child];
    return;
  }
  for (const key in value) yield [key.length + 3, Reflect.get(value, key)];
}
