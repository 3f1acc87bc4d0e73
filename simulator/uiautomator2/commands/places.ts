import type { Bounds } from '../../screens/ui-node.ts';
import { elementIdOf } from '../element-store.ts';
import { type CommandCall, numberIn, recordIn, viewOf } from '../command.ts';
import { WebDriverError } from '../web-driver-error.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export function centreOf({ left, top, right, bottom }: Bounds): Point {
  return { x: Math.floor((left + right) / 2), y: Math.floor((top + bottom) / 2) };
}

/** Where a gesture touches: an element's middle, so far from its corner, or so far from the screen's. */
export async function pointIn(call: CommandCall, key = 'offset'): Promise<Point> {
  const origin = elementIdOf(call.body['origin']);
  const offset = recordIn(call.body, key);
  if (origin === null && offset === null) {
    throw new WebDriverError('invalid argument', `Either an origin or '${key}' must be given`);
  }
  if (origin === null) return { x: numberIn(offset ?? {}, 'x'), y: numberIn(offset ?? {}, 'y') };
  const { bounds } = await viewOf(call, origin);
  if (offset === null) return centreOf(bounds);
  return { x: bounds.left + numberIn(offset, 'x'), y: bounds.top + numberIn(offset, 'y') };
}

/** Where a gesture with a direction goes on: inside an element or an area of the screen. */
export async function areaIn(call: CommandCall): Promise<Bounds> {
  const origin = elementIdOf(call.body['origin']);
  if (origin !== null) return (await viewOf(call, origin)).bounds;
  const area = recordIn(call.body, 'area');
  if (area === null) throw new WebDriverError('invalid argument', "Either an origin or 'area' must be given");
  const left = numberIn(area, 'left');
  const top = numberIn(area, 'top');
  return { left, top, right: left + numberIn(area, 'width'), bottom: top + numberIn(area, 'height') };
}
