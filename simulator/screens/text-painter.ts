import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Display } from './display.ts';
import type { UiNode } from './ui-node.ts';

const fontFamily = '"Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif';
const defaultTextDp = 15;
const defaultInsetDp = 4;
const lineHeight = 1.4;
const graphemes = new Intl.Segmenter('zh-CN', { granularity: 'grapheme' });

/** Draws the words of a view in its middle: on one line, ending in `…` where they do not fit, or on several lines. */
export function paintText(context: SKRSContext2D, { bounds, look, text, isPassword }: UiNode, display: Display): void {
  const size = display.dp(look.textDp ?? defaultTextDp);
  const inset = display.dp(look.insetDp ?? defaultInsetDp);
  const align = look.align ?? 'start';
  context.font = `${look.isBold === true ? 'bold ' : ''}${size}px ${fontFamily}`;
  context.fillStyle = look.color ?? '#191919';
  context.textBaseline = 'middle';
  context.textAlign = align;
  const width = bounds.right - bounds.left - (align === 'center' ? 0 : 2 * inset);
  const shown = isPassword ? '•'.repeat(text.length) : text;
  const lines = look.wraps === true ? wrapText(context, shown, width) : [fitText(context, shown, width)];
  const x = { start: bounds.left + inset, center: (bounds.left + bounds.right) / 2, end: bounds.right - inset }[align];
  const first = (bounds.top + bounds.bottom) / 2 - ((lines.length - 1) * size * lineHeight) / 2;
  for (const [index, line] of lines.entries()) context.fillText(line, x, first + index * size * lineHeight);
}

function fitText(context: SKRSContext2D, text: string, width: number): string {
  if (context.measureText(text).width <= width) return text;
  const characters = Array.from(graphemes.segment(text), ({ segment }) => segment);
  let low = 0;
  let high = characters.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (context.measureText(`${characters.slice(0, middle).join('')}…`).width <= width) low = middle;
    else high = middle - 1;
  }
  return `${characters.slice(0, low).join('')}…`;
}

/** What never begins a line. */
const closing = /^[，。！？、；：”’）》】」…,.!?;:)\]]/u;

/** Chinese may break anywhere but before a closing mark, so every text does. */
function wrapText(context: SKRSContext2D, text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const { segment } of graphemes.segment(text)) {
    const isBreak = segment === '\n';
    const isFull = line !== '' && !closing.test(segment) && context.measureText(line + segment).width > width;
    if (isBreak || isFull) {
      lines.push(line);
      line = isBreak ? '' : segment;
    } else line += segment;
  }
  return [...lines, line];
}
