import { beforeAll, describe, expect, it } from 'vitest';
import { compareShells, type Comparison, findReference } from '../../support/shell-comparison.ts';
import { grammarLines, toolLines } from '../../support/shell-lines.ts';

const reference = findReference();
const lines = [...grammarLines, ...toolLines];

describe.skipIf(reference === null)('the shell of a virtual phone against mksh and toybox', () => {
  const comparisons = new Map<string, Comparison>();

  beforeAll(async () => {
    if (reference === null) return;
    for (const comparison of await compareShells(reference, lines)) comparisons.set(comparison.line, comparison);
  });

  it('compares at least 60 lines', () => {
    expect(comparisons.size).toBeGreaterThanOrEqual(60);
  });

  it.each(lines)('answers like them: %s', (line) => {
    const comparison = comparisons.get(line);
    expect(comparison).toBeDefined();
    expect(comparison?.phone).toEqual(comparison?.reference);
  });

  it('tells a difference when there is one', async () => {
    if (reference === null) return;
    const [comparison] = await compareShells(reference, ['[ -d /data/local/tmp ]; echo $?']);
    expect(comparison?.isEqual).toBe(false);
  });
});
