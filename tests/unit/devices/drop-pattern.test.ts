import { describe, expect, it } from 'vitest';
import { hubOf, judgeHubLoss, type RouteLoss } from '../../../electron/devices/state/drop-pattern.ts';

function loss(portPath: string | null, lostAt = 0, hostId = 'local'): RouteLoss {
  return { routeId: `${hostId}|${portPath}`, hostId, portPath, lostAt };
}

describe('the hub of a port', () => {
  it.each([
    ['1-2.3', '1-2'],
    ['1-2.3.4', '1-2.3'],
    ['1-2', null],
    ['326542886X', null],
    [null, null],
  ])('%s hangs on %s', (portPath, hub) => {
    expect(hubOf(portPath)).toBe(hub);
  });
});

describe('a phone that went', () => {
  const mine = loss('1-2.1');

  it('went alone when its neighbours stayed', () => {
    expect(judgeHubLoss(mine, [mine], [loss('1-2.2')])).toBeNull();
  });

  it('went alone when it was the only one on its hub', () => {
    expect(judgeHubLoss(mine, [mine], [])).toBeNull();
  });

  it('went with its hub when all below it went at once', () => {
    expect(judgeHubLoss(mine, [mine, loss('1-2.2', 500), loss('1-2.3', 900)], [loss('1-4')])).toEqual({
      hub: '1-2',
      count: 3,
    });
  });

  it('did not when the others were pulled at another time', () => {
    expect(judgeHubLoss(mine, [mine, loss('1-2.2', 10_000)], [])).toBeNull();
  });

  it('did not when one below the hub is still there', () => {
    expect(judgeHubLoss(mine, [mine, loss('1-2.2')], [loss('1-2.3')])).toBeNull();
  });

  it('is not mixed up with the same port of another computer', () => {
    expect(judgeHubLoss(mine, [mine, loss('1-2.2', 0, 'host-2')], [])).toBeNull();
  });

  it('went with the outer hub when that took the inner ones along', () => {
    const deep = loss('1-2.1.1');
    expect(judgeHubLoss(deep, [deep, loss('1-2.1.2'), loss('1-2.4')], [])).toEqual({ hub: '1-2', count: 3 });
  });
});
