import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Display } from './display.ts';
import type { UiNode } from './ui-node.ts';

const fontFamily = '"Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif';
const defaultTextDp = 15;
const paddingDp = 4;

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
  if (right <= left || bottom <= top) return;
  context.save();
  context.beginPath();
  context.rect(left, top, right - left, bottom - top);
  context.clip();
  if (node.look.background !== undefined) paintBackground(context, node, display);
  const text = node.look.glyph ?? node.text;
  if (text !== '') paintText(context, { ...node, text }, display);
  context.restore();
  for (const child of node.children) paintNode(context, child, display);
}

function paintBackground(context: SKRSContext2D, { bounds, look }: UiNode, display: Display): void {
  const { left, top, right, bottom } = bounds;
  context.fillStyle = look.background ?? '#ffffff';
  context.beginPath();
  context.roundRect(left, top, right - left, bottom - top, display.dp(look.radiusDp ?? 0));
  context.fill();
}

function paintText(context: SKRSContext2D, { bounds, look, text, isPassword }: UiNode, display: Display): void {
  const size = display.dp(look.textDp ?? defaultTextDp);
  const isCentred = look.align === 'center';
  context.font = `${size}px ${fontFamily}`;
  context.fillStyle = look.color ?? '#191919';
  context.textBaseline = 'middle';
  context.textAlign = isCentred ? 'center' : 'left';
  const x = isCentred ? (bounds.left + bounds.right) / 2 : bounds.left + display.dp(paddingDp);
  context.fillText(isPassword ? '•'.repeat(text.length) : text, x, (bounds.top + bounds.bottom) / 2);
}
