import type { SKRSContext2D } from '@napi-rs/canvas';
import { paintAvatar } from './avatar-painter.ts';
import type { Display } from './display.ts';
import { paintMark } from './mark-painter.ts';
import { paintText } from './text-painter.ts';
import type { UiNode } from './ui-node.ts';

/**
 * Draws the tree as a PNG of the display's size. The drawing library is loaded at the first picture only: a desk
 * whose screens nobody looks at does not pay for it.
 */
export async function paintScreen(root: UiNode, display: Display): Promise<Uint8Array> {
  const { createCanvas } = await import('@napi-rs/canvas');
  const canvas = createCanvas(display.width, display.height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#000000';
  context.fillRect(0, 0, display.width, display.height);
  paintNode(context, root, display);
  return canvas.encode('png');
}

/** A wholly black picture: what a phone gives whose screen is off. */
export async function paintDarkness(display: Display): Promise<Uint8Array> {
  const { createCanvas } = await import('@napi-rs/canvas');
  const canvas = createCanvas(display.width, display.height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#000000';
  context.fillRect(0, 0, display.width, display.height);
  return canvas.encode('png');
}

function paintNode(context: SKRSContext2D, node: UiNode, display: Display): void {
  const { left, top, right, bottom } = node.bounds;
  if (right > left && bottom > top) {
    context.save();
    context.beginPath();
    context.rect(left, top, right - left, bottom - top);
    context.clip();
    paintView(context, node, display);
    context.restore();
  }
  for (const child of node.children) paintNode(context, child, display);
}

function paintView(context: SKRSContext2D, node: UiNode, display: Display): void {
  const { bounds, look } = node;
  if (look.background !== undefined) paintBackground(context, node, display);
  if (look.avatar !== undefined) paintAvatar(context, bounds, look.avatar, display.dp(look.radiusDp ?? 0));
  if (look.mark !== undefined) paintMark(context, bounds, look.mark);
  const text = look.glyph ?? node.text;
  if (text !== '') paintText(context, { ...node, text }, display);
  if (node.field?.isFocused === true) paintFocus(context, node, display);
  if (look.isRuled === true) {
    context.fillStyle = '#e3e3e3';
    context.fillRect(bounds.left, bounds.bottom - 1, bounds.right - bounds.left, 1);
  }
}

function paintBackground(context: SKRSContext2D, { bounds, look }: UiNode, display: Display): void {
  const { left, top, right, bottom } = bounds;
  context.fillStyle = look.background ?? '#ffffff';
  context.beginPath();
  context.roundRect(left, top, right - left, bottom - top, display.dp(look.radiusDp ?? 0));
  context.fill();
}

/** The green line under a field that takes what is typed. */
function paintFocus(context: SKRSContext2D, { bounds }: UiNode, display: Display): void {
  const height = Math.max(1, display.dp(1));
  context.fillStyle = '#07c160';
  context.fillRect(bounds.left, bounds.bottom - height, bounds.right - bounds.left, height);
}
