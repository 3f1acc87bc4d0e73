import type { Display } from '../screens/display.ts';
import { createBounds, createNode, type Bounds, type UiNode } from '../screens/ui-node.ts';
import type { Messenger } from './messenger.ts';
import { fill } from './wording.ts';

const headHeightDp = 120;
const rowHeightDp = 52;

/** 我: the account's own picture, nickname and 微信号, and rows that lead nowhere. */
export function createOwnPage(messenger: Messenger, display: Display, area: Bounds): UiNode {
  const { ownPage } = messenger.variant;
  const head = createBounds(0, area.top, display.width, display.dp(headHeightDp));
  const rowHeight = display.dp(rowHeightDp);
  return createNode('android.widget.ListView', area, {
    look: { background: '#ededed' },
    children: [
      createHead(messenger, display, head),
      ...ownPage.rows.map((text, index) => {
        const row = createBounds(0, head.bottom + display.dp(8) + index * rowHeight, display.width, rowHeight);
        const label = createBounds(display.dp(20), row.top, display.width - display.dp(40), rowHeight);
        return createNode('android.widget.LinearLayout', row, {
          onTap: () => undefined,
          look: { background: '#ffffff', isRuled: true },
          children: [createNode('android.widget.TextView', label, { text, resourceId: 'android:id/title' })],
        });
      }),
    ],
  });
}

function createHead({ account, nickname, variant }: Messenger, display: Display, head: Bounds): UiNode {
  const { ownPage } = variant;
  const left = display.dp(96);
  const width = display.width - left - display.dp(16);
  const avatar = createBounds(display.dp(20), head.top + display.dp(28), display.dp(64), display.dp(64));
  return createNode('android.widget.LinearLayout', head, {
    onTap: () => undefined,
    look: { background: '#ffffff' },
    children: [
      createNode('android.widget.ImageView', avatar, { look: { avatar: account.avatar, radiusDp: 6 } }),
      createNode('android.view.View', createBounds(left, head.top + display.dp(28), width, display.dp(32)), {
        text: nickname,
        resourceId: ownPage.nicknameId,
        look: { textDp: 20, isBold: true },
      }),
      createNode('android.widget.TextView', createBounds(left, head.top + display.dp(64), width, display.dp(28)), {
        text: fill(ownPage.idLine, { id: account.messengerId }),
        resourceId: ownPage.idId,
        look: { textDp: 14, color: '#7a7a7a' },
      }),
    ],
  });
}
