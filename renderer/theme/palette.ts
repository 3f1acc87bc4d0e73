import { monoStack } from './font-stacks.ts';

/** The colours of one appearance. Pairs of text and ground keep a contrast of at least 4.5 : 1. */
export interface Palette {
  readonly ground: string;
  readonly surface: string;
  readonly raised: string;
  readonly hover: string;
  readonly selected: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly text: string;
  readonly textSecond: string;
  readonly textThird: string;
  readonly accent: string;
  readonly good: string;
  readonly goodSoft: string;
  readonly info: string;
  readonly infoSoft: string;
  readonly warn: string;
  readonly warnSoft: string;
  readonly bad: string;
  readonly badSoft: string;
  readonly special: string;
  readonly specialSoft: string;
  readonly quiet: string;
  readonly quietSoft: string;
}

export const lightPalette: Palette = {
  ground: '#f3f4f6',
  surface: '#ffffff',
  raised: '#f8f9fb',
  hover: '#f1f5fa',
  selected: '#e4eefa',
  line: '#e5e8ec',
  lineStrong: '#cbd1d9',
  text: '#1b2330',
  textSecond: '#4d5868',
  textThird: '#687384',
  accent: '#1f63b5',
  good: '#17724a',
  goodSoft: '#e2f3ea',
  info: '#1f63b5',
  infoSoft: '#e4eefa',
  warn: '#8f5600',
  warnSoft: '#fbf0da',
  bad: '#b92f26',
  badSoft: '#fbe7e5',
  special: '#7440a8',
  specialSoft: '#f1e8f9',
  quiet: '#5f6b7b',
  quietSoft: '#eceff3',
};

export const darkPalette: Palette = {
  ground: '#0f1216',
  surface: '#161a20',
  raised: '#1b2027',
  hover: '#1e242d',
  selected: '#1c2c42',
  line: '#272d37',
  lineStrong: '#3a4350',
  text: '#e5e9ef',
  textSecond: '#b2bbc8',
  textThird: '#8b96a5',
  accent: '#6aa5ee',
  good: '#54c08c',
  goodSoft: '#17301f',
  info: '#6aa5ee',
  infoSoft: '#182a42',
  warn: '#dfa546',
  warnSoft: '#352812',
  bad: '#f07a70',
  badSoft: '#3c1d1b',
  special: '#b592e6',
  specialSoft: '#2b2140',
  quiet: '#97a2b1',
  quietSoft: '#252b34',
};

/** Puts the palette where the style sheets find it (`--warn-soft` for `warnSoft`), and the font for codes and paths. */
export function applyPalette(palette: Palette, isDark: boolean, root: HTMLElement): void {
  for (const [name, colour] of Object.entries(palette)) root.style.setProperty(variableOf(name), String(colour));
  root.style.setProperty('--font-mono', monoStack);
  root.style.colorScheme = isDark ? 'dark' : 'light';
  root.dataset['theme'] = isDark ? 'dark' : 'light';
}

function variableOf(name: string): string {
  return `--${name.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)}`;
}
