import type { KeyboardEvent } from 'react';

const steps: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Sideways counts double: straight on is what an arrow means. */
const sidewaysWeight = 2;

/** Arrows move the focus from cell to cell, across hubs and hosts, to the nearest one in that direction. */
export function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = steps[event.key];
  const from = document.activeElement;
  if (step === undefined || !(from instanceof HTMLElement) || !from.classList.contains('port-cell')) return;
  const cells = [...event.currentTarget.querySelectorAll<HTMLElement>('button.port-cell:not(:disabled)')];
  const next = nearest(from, cells, step);
  if (next === null) return;
  event.preventDefault();
  next.focus();
  next.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

function nearest(
  from: HTMLElement,
  cells: readonly HTMLElement[],
  [x, y]: readonly [x: number, y: number],
): HTMLElement | null {
  const here = centreOf(from);
  let best: HTMLElement | null = null;
  let bestCost = Infinity;
  for (const cell of cells) {
    const there = centreOf(cell);
    const along = (there.x - here.x) * x + (there.y - here.y) * y;
    const aside = Math.abs((there.x - here.x) * y) + Math.abs((there.y - here.y) * x);
    const cost = along + aside * sidewaysWeight;
    if (cell === from || along < 1 || cost >= bestCost) continue;
    best = cell;
    bestCost = cost;
  }
  return best;
}

function centreOf(element: HTMLElement): { readonly x: number; readonly y: number } {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}
