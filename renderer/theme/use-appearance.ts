import { useLayoutEffect, useSyncExternalStore } from 'react';
import type { Settings } from '@contract/settings.ts';
import { applyPalette, darkPalette, lightPalette, type Palette } from './palette.ts';

const darkQuery = '(prefers-color-scheme: dark)';

function subscribeToSystem(listener: () => void): () => void {
  const query = window.matchMedia(darkQuery);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

function isSystemDark(): boolean {
  return window.matchMedia(darkQuery).matches;
}

export interface Appearance {
  readonly isDark: boolean;
  readonly palette: Palette;
}

/** The appearance that the setting asks for; follows the system while it says so. */
export function useAppearance(setting: Settings['theme']): Appearance {
  const isSystemDarkNow = useSyncExternalStore(subscribeToSystem, isSystemDark);
  const isDark = setting === 'system' ? isSystemDarkNow : setting === 'dark';
  const palette = isDark ? darkPalette : lightPalette;
  useLayoutEffect(() => applyPalette(palette, isDark, document.documentElement), [palette, isDark]);
  return { isDark, palette };
}
