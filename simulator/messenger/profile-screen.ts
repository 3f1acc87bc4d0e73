import type { Display } from '../screens/display.ts';
import type { Screen } from '../screens/screen.ts';
import { areaBelowTitle, createPage, createTitleBar } from '../screens/title-page.ts';
import { createBounds, createNode, type UiNode } from '../screens/ui-node.ts';
import type { Member } from '../world/group.ts';
import { createMessengerPage } from './messenger-page.ts';
import type { Messenger } from './messenger.ts';
import { fill } from './wording.ts';

export interface ProfileSubject {
  readonly groupId: string;
  readonly member: Member;
}

const lineHeightDp = 24;
const buttonHeightDp = 52;

/** Somebody's profile. The 微信号 stands there for friends only; a stranger from a group shows none. */
export function createProfileScreen(messenger: Messenger, { groupId, member }: ProfileSubject): Screen {
  const { profile, titleId, backDescription } = messenger.variant;
  return createMessengerPage(messenger, {
    activity: profile.activity,
    isFetched: true,
    onOpen: () => messenger.note('open-profile', { groupId, subject: member.personId }),
    build: (display, navigation) =>
      createPage(display, '#ededed', [
        createHead(messenger, display, member),
        createButton(messenger, display, member),
        createTitleBar(display, { title: '', titleId, backDescription, onBack: () => navigation.back() }),
      ]),
  });
}

function createHead(messenger: Messenger, display: Display, member: Member): UiNode {
  const { profile } = messenger.variant;
  const person = messenger.person(member.personId);
  const { top } = areaBelowTitle(display);
  const left = display.dp(100);
  const width = display.width - left - display.dp(16);
  const lines = profileLines(messenger, member);
  const height = display.dp(64 + Math.max(lines.length, 2) * lineHeightDp);
  const avatar = createBounds(display.dp(20), top + display.dp(20), display.dp(64), display.dp(64));
  return createNode('android.widget.LinearLayout', createBounds(0, top, display.width, height), {
    look: { background: '#ffffff' },
    children: [
      createNode('android.widget.ImageView', avatar, { look: { avatar: person.avatar, radiusDp: 6 } }),
      createNode('android.widget.TextView', createBounds(left, top + display.dp(16), width, display.dp(32)), {
        text: messenger.nameOf(member.personId),
        resourceId: profile.nameId,
        look: { textDp: 20, isBold: true },
      }),
      ...lines.map(({ text, resourceId }, index) => {
        const lineTop = top + display.dp(50 + index * lineHeightDp);
        return createNode('android.widget.TextView', createBounds(left, lineTop, width, display.dp(lineHeightDp)), {
          text,
          resourceId,
          look: { textDp: 14, color: '#7a7a7a' },
        });
      }),
    ],
  });
}

interface ProfileLine {
  readonly text: string;
  readonly resourceId: string;
}

function profileLines(messenger: Messenger, { personId, alias }: Member): ProfileLine[] {
  const { profile } = messenger.variant;
  const { nickname, messengerId, region } = messenger.person(personId);
  const isRenamed = messenger.nameOf(personId) !== nickname;
  return [
    ...(isRenamed ? [{ text: fill(profile.nicknameLine, { name: nickname }), resourceId: '' }] : []),
    ...(alias === null ? [] : [{ text: fill(profile.aliasLine, { name: alias }), resourceId: '' }]),
    ...(messenger.isFriend(personId)
      ? [{ text: fill(profile.idLine, { id: messengerId }), resourceId: profile.idId }]
      : []),
    ...(region === '' ? [] : [{ text: fill(profile.regionLine, { region }), resourceId: '' }]),
  ];
}

/** 发消息 for a friend, 添加到通讯录 for a stranger; here neither does anything. */
function createButton(messenger: Messenger, display: Display, { personId }: Member): UiNode {
  const { profile } = messenger.variant;
  const top = areaBelowTitle(display).top + display.dp(220);
  const bounds = createBounds(0, top, display.width, display.dp(buttonHeightDp));
  return createNode('android.widget.LinearLayout', bounds, {
    onTap: () => undefined,
    look: { background: '#ffffff' },
    children: [
      createNode('android.widget.TextView', bounds, {
        text: messenger.isFriend(personId) ? profile.message : profile.add,
        look: { textDp: 16, align: 'center', color: '#576b95' },
      }),
    ],
  });
}
