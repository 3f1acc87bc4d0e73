import { describe, expect, it } from 'vitest';
import { isPlanStale } from '../../../renderer/features/jobs/job-looks.ts';
import { createDeskClock, type DeskMoment } from '../../../renderer/stores/desk-clock.ts';
import { makeJob } from '../../support/live-job.ts';
import { readRendererSources } from './renderer-sources.ts';

const dayMs = 86_400_000;
const minuteMs = 60_000;
const trueNow = Date.parse('2026-11-22T10:00:00+08:00');

/** A page on a PC whose clock is two days ahead, once main told it what time it is. */
function pageOn(change: { readonly factor?: number } = {}) {
  const machine = { ms: 5_000 };
  const clock = createDeskClock({ monotonic: () => machine.ms, pcNow: () => trueNow + 2 * dayMs });
  clock.tell({ now: trueNow + 2 * dayMs, trueNow, factor: 1, isOwnClock: false, ...change });
  return { machine, clock };
}

describe('the time of the page', () => {
  it('goes on from what main told, at the pace of the desk', () => {
    const { machine, clock } = pageOn({ factor: 60 });
    machine.ms += 1_000;
    expect(clock.read()).toMatchObject({ now: trueNow + 2 * dayMs + minuteMs, trueNow: trueNow + minuteMs });
  });

  it('is the PC’s as long as main has told nothing', () => {
    const clock = createDeskClock({ monotonic: () => 0, pcNow: () => 77 });
    expect(clock.read()).toEqual({ now: 77, trueNow: 77, machineMs: 0, factor: 1, isOwnClock: false });
  });

  it('lets a plan be confirmed on a PC two days ahead, as long as it is fresh by the true time', () => {
    const { machine, clock } = pageOn();
    const job = makeJob({ freshUntilAt: trueNow + 15 * minuteMs });
    expect(isPlanStale(job, clock.read().trueNow)).toBe(false);
    machine.ms += 15 * minuteMs + 1;
    expect(isPlanStale(job, clock.read().trueNow)).toBe(true);
  });

  it('is another one in the moment in which main tells it, and whoever shows it hears so', () => {
    const { clock } = pageOn();
    const heard: DeskMoment[] = [];
    clock.subscribe(() => heard.push(clock.read()));
    clock.tell({ now: 1, trueNow: 2, factor: 60, isOwnClock: true });
    expect(heard).toMatchObject([{ now: 1, trueNow: 2, factor: 60, isOwnClock: true }]);
  });

  it('comes from nowhere else: no file of the page looks at the PC’s clock', () => {
    const looking = readRendererSources().filter(({ source }) => /\bDate\.now\b|\bnew Date\(\)/u.test(source));
    expect(looking.map(({ path }) => path)).toEqual(['stores/console-stores.ts']);
  });
});
