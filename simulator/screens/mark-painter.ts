import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Bounds, Mark } from './ui-node.ts';

/** Draws a sign in the middle of a view. */
export function paintMark(context: SKRSContext2D, bounds: Bounds, mark: Mark): void {
  const middle = { x: (bounds.left + bounds.right) / 2, y: (bounds.top + bounds.bottom) / 2 };
  const size = Math.min(bounds.right - bounds.left, bounds.bottom - bounds.top);
  if (mark === 'search') paintGlass(context, middle, size);
  else if (mark === 'wheel') paintWheel(context, middle, size);
  else paintSwitch(context, bounds, mark === 'switch-on');
}

interface Middle {
  readonly x: number;
  readonly y: number;
}

function paintGlass(context: SKRSContext2D, { x, y }: Middle, size: number): void {
  const radius = size * 0.16;
  context.strokeStyle = '#191919';
  context.lineWidth = size * 0.05;
  context.beginPath();
  context.arc(x - radius * 0.3, y - radius * 0.3, radius, 0, 2 * Math.PI);
  context.moveTo(x + radius * 0.45, y + radius * 0.45);
  context.lineTo(x + radius * 1.2, y + radius * 1.2);
  context.stroke();
}

function paintWheel(context: SKRSContext2D, { x, y }: Middle, size: number): void {
  context.strokeStyle = '#9aa0a6';
  context.lineWidth = size * 0.1;
  context.beginPath();
  context.arc(x, y, size * 0.4, 0, 1.5 * Math.PI);
  context.stroke();
}

function paintSwitch(context: SKRSContext2D, { left, top, right, bottom }: Bounds, isOn: boolean): void {
  const height = bottom - top;
  const radius = height / 2;
  context.fillStyle = isOn ? '#07c160' : '#dcdcdc';
  context.beginPath();
  context.roundRect(left, top, right - left, height, radius);
  context.fill();
  context.fillStyle = '#ffffff';
  context.beginPath();
  context.arc(isOn ? right - radius : left + radius, top + radius, radius * 0.85, 0, 2 * Math.PI);
  context.fill();
}
