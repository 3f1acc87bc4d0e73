import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const script = join(import.meta.dirname, '../../support/hundred-phones.ts');
const figuresSchema = z.object({
  count: z.number(),
  heapBytes: z.number(),
  residentBytes: z.number(),
  idleCpuShare: z.number(),
});

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

describe('100 virtual phones that have all answered a poll', () => {
  it('stay small and rest when nobody asks', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', '--no-warnings', script], {
      timeout: 60_000,
    });
    const figures = figuresSchema.parse(JSON.parse(stdout));
    console.log(
      `${figures.count} phones: heap +${megabytes(figures.heapBytes)}, process ${megabytes(figures.residentBytes)}, ` +
        `idle ${(figures.idleCpuShare * 100).toFixed(2)} % of a core`,
    );
    expect(figures.count).toBe(100);
    expect(figures.heapBytes).toBeLessThan(60e6);
    expect(figures.residentBytes).toBeLessThan(300e6);
    expect(figures.idleCpuShare).toBeLessThan(0.05);
  });
});
