import { expect, it } from 'vitest';
import { toolsOfJobs } from '../../../electron/accounts/desk/asked-acts.ts';
import { keptByJobs } from '../../../electron/accounts/plans/unkept-rules.ts';
import { shipped } from './shipped.ts';

it('every tool that a kind of job is there for has all of its confirmations seen to', () => {
  expect(toolsOfJobs.length).toBeGreaterThan(0);
  const left = toolsOfJobs.flatMap((tool) =>
    shipped.toolGates[tool].confirm.flatMap(({ kind }) => (keptByJobs.has(kind) ? [] : [`${tool}: ${kind}`])),
  );
  expect(left).toEqual([]);
});
