import { parseHierarchy, type UiTree } from '../../../electron/automation/hierarchy.ts';

export type Box = readonly [left: number, top: number, right: number, bottom: number];

export interface PaperView {
  readonly text?: string;
  readonly desc?: string;
  /** `ListView` stands for `android.widget.ListView`. */
  readonly of?: string;
  readonly id?: string;
  readonly box?: Box;
  readonly app?: string;
  readonly isTappable?: boolean;
  readonly isOff?: boolean;
  readonly isChosen?: boolean;
  readonly isScrollable?: boolean;
  readonly children?: readonly PaperView[];
}

export const paperScreen: Box = [0, 0, 720, 1520];

/** The XML of windows as a phone prints it. */
export function printViews(windows: readonly PaperView[]): string {
  return `<?xml version='1.0'?><hierarchy rotation="0">${windows.map(printView).join('')}</hierarchy>`;
}

/** The tree of one window that fills the screen. */
export function paperTree(...children: readonly PaperView[]): UiTree {
  return treeOf([{ of: 'FrameLayout', children }]);
}

export function treeOf(windows: readonly PaperView[]): UiTree {
  const parsed = parseHierarchy(printViews(windows));
  if (!parsed.ok) throw new Error(parsed.error.code);
  return parsed.value;
}

/** A row of a list: what is tapped, with its words inside. */
export function paperRow(top: number, texts: readonly string[], height = 120): PaperView {
  const width = 580 / Math.max(1, texts.length);
  return {
    of: 'LinearLayout',
    isTappable: true,
    box: [0, top, 720, top + height],
    children: texts.map((text, index) => ({
      of: 'TextView',
      text,
      box: [120 + index * width, top + 20, 120 + (index + 1) * width, top + height - 20],
    })),
  };
}

function printView(view: PaperView): string {
  const { text = '', desc = '', of = 'View', id = '', box = paperScreen, app = 'com.tencent.mm' } = view;
  const className = of.includes('.') ? of : `android.widget.${of}`;
  const [left, top, right, bottom] = box;
  const attributes = {
    text,
    'resource-id': id,
    class: className,
    package: app,
    'content-desc': desc,
    clickable: String(view.isTappable ?? false),
    enabled: String(view.isOff !== true),
    selected: String(view.isChosen ?? false),
    scrollable: String(view.isScrollable ?? false),
    bounds: `[${left},${top}][${right},${bottom}]`,
  };
  const written = Object.entries(attributes)
    .map(
      ([name, value]) =>
        `${name}="${value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')}"`,
    )
    .join(' ');
  return `<node ${written}>${(view.children ?? []).map(printView).join('')}</node>`;
}
