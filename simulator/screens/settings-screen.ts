import type { Display } from './display.ts';
import type { Screen } from './screen.ts';
import { createScrollList, ScrollOffset } from './scroll-list.ts';
import { TextField } from './text-field.ts';
import { createTextField } from './text-field-view.ts';
import { areaBelowTitle, createPage, createTitleBar } from './title-page.ts';
import { createBounds, createNode, type UiNode } from './ui-node.ts';

const rows = ['WLAN', '蓝牙', '移动网络', '显示', '声音', '通知', '应用', '电池', '存储', '安全', '系统', '关于手机'];
const rowHeightDp = 56;
const searchHeightDp = 48;

/** The phone's settings: a search over one page of rows that lead nowhere. */
export function createSettingsScreen(): Screen {
  const offset = new ScrollOffset();
  const search = new TextField({ hint: '搜索设置项', accept: (text) => text.replaceAll('\n', '') });
  return {
    packageName: 'com.android.settings',
    activity: 'com.android.settings.Settings',
    build: (display, navigation) =>
      createPage(display, '#f5f5f5', [
        createTitleBar(display, {
          title: '设置',
          titleId: 'android:id/title',
          backDescription: '转到上一层级',
          onBack: () => navigation.back(),
        }),
        createSearch(display, search),
        createRows(display, offset, search.text),
      ]),
  };
}

function createSearch(display: Display, search: TextField): UiNode {
  const { top } = areaBelowTitle(display);
  const margin = display.dp(12);
  const bounds = createBounds(margin, top, display.width - 2 * margin, display.dp(searchHeightDp));
  return createTextField(search, bounds, {
    resourceId: 'android:id/search_src_text',
    look: { background: '#ffffff', radiusDp: 8 },
  });
}

function createRows(display: Display, offset: ScrollOffset, wanted: string): UiNode {
  const area = areaBelowTitle(display);
  const found = rows.filter((row) => row.includes(wanted.trim()));
  return createScrollList({
    className: 'android.widget.ListView',
    resourceId: 'android:id/list',
    area: { ...area, top: area.top + display.dp(searchHeightDp) },
    rowHeights: found.map(() => display.dp(rowHeightDp)),
    offset,
    makeRow: (index, bounds) =>
      createNode('android.widget.TextView', bounds, {
        text: found[index] ?? '',
        resourceId: 'android:id/title',
        onTap: () => undefined,
        look: { textDp: 16 },
      }),
  });
}
