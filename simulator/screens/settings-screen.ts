import type { Screen } from './screen.ts';
import { createScrollList, ScrollOffset } from './scroll-list.ts';
import { areaBelowTitle, createPage, createTitleBar } from './title-page.ts';
import { createNode } from './ui-node.ts';

const rows = ['WLAN', '蓝牙', '移动网络', '显示', '声音', '通知', '应用', '电池', '存储', '安全', '系统', '关于手机'];
const rowHeightDp = 56;

/** The phone's settings: one page of rows that lead nowhere. */
export function createSettingsScreen(): Screen {
  const offset = new ScrollOffset();
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
        createScrollList({
          className: 'android.widget.ListView',
          resourceId: 'android:id/list',
          area: areaBelowTitle(display),
          rowHeights: rows.map(() => display.dp(rowHeightDp)),
          offset,
          makeRow: (index, bounds) =>
            createNode('android.widget.TextView', bounds, {
              text: rows[index] ?? '',
              resourceId: 'android:id/title',
              onTap: () => undefined,
              look: { textDp: 16 },
            }),
        }),
      ]),
  };
}
