import type { Screen } from '../screens/screen.ts';
import { createPage, createTitleBar, titleHeightDp } from '../screens/title-page.ts';
import { createBounds, createNode } from '../screens/ui-node.ts';
import type { Group } from '../world/world.ts';
import { createGroupInfoScreen } from './group-info-screen.ts';
import type { Messenger } from './messenger.ts';
import { messengerPackage } from './variant.ts';

const inputHeightDp = 56;

/** A group's chat: title with the number of members, the way to its info page, an input that sends nothing. */
export function createChatScreen(messenger: Messenger, group: Group): Screen {
  const { variant } = messenger;
  return {
    packageName: messengerPackage,
    activity: 'com.tencent.mm.ui.chatting.ChattingUI',
    onOpen: () => messenger.note('open-chat', group.groupId),
    build: (display, navigation) => {
      const height = display.dp(titleHeightDp);
      const info = createBounds(display.width - height, display.content.top, height, height);
      const inputTop = display.content.bottom - display.dp(inputHeightDp);
      return createPage(display, '#ededed', [
        createNode('androidx.recyclerview.widget.RecyclerView', {
          ...display.content,
          top: display.content.top + height,
          bottom: inputTop,
        }),
        createNode('android.widget.EditText', createBounds(0, inputTop, display.width, display.dp(inputHeightDp)), {
          look: { background: '#f7f7f7' },
        }),
        createTitleBar(display, {
          title: `${group.name}(${group.memberCount})`,
          titleId: 'com.tencent.mm:id/obn',
          backDescription: variant.backDescription,
          onBack: () => navigation.back(),
          actions: [
            createNode('android.widget.ImageView', info, {
              description: variant.chatInfoDescription,
              resourceId: 'com.tencent.mm:id/fq',
              look: { align: 'center', glyph: '⋯', textDp: 22 },
              onTap: () => navigation.open(createGroupInfoScreen(messenger, group)),
            }),
          ],
        }),
      ]);
    },
  };
}
