import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  defaultWindowState,
  fitToDisplays,
  readWindowState,
  writeWindowState,
} from '../../../electron/app/window-state.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'window-state-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const display = { x: 0, y: 0, width: 1920, height: 1080 };

describe('remembered window', () => {
  it('comes back as it was written', () => {
    const state = { position: { x: 10, y: 20 }, width: 1200, height: 800, isMaximized: true };
    writeWindowState(join(folder, 'deep', 'window.json'), state);
    expect(readWindowState(join(folder, 'deep', 'window.json'))).toEqual(state);
  });

  it.each(['', '{', '{"width":"wide"}', '{"position":null,"width":10,"height":10,"isMaximized":false}'])(
    'is the default when the file says %s',
    (text) => {
      writeFileSync(join(folder, 'window.json'), text);
      expect(readWindowState(join(folder, 'window.json'))).toEqual(defaultWindowState);
    },
  );

  it('keeps a position that lies on a display', () => {
    const state = { position: { x: 100, y: 100 }, width: 1200, height: 800, isMaximized: false };
    expect(fitToDisplays(state, [display])).toBe(state);
  });

  it.each([
    { x: 5000, y: 100 },
    { x: -1190, y: 100 },
    { x: 100, y: 2000 },
    { x: 100, y: -400 },
  ])('forgets position %o whose title bar no display shows', (position) => {
    expect(fitToDisplays({ position, width: 1200, height: 800, isMaximized: false }, [display]).position).toBeNull();
  });
});
