import { describe, test } from 'vitest';
import { families } from './families.ts';

describe.each(Object.entries(families))('%s', (_family, rules) => {
  for (const { path, check } of rules) test(path, check);
});
