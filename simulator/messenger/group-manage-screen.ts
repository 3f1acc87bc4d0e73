import type { Display } from '../screens/display.ts';
import type { Screen, ScreenNavigation } from '../screens/screen.ts';
import { areaBelowTitle, createPage, createTitleBar } from '../screens/title-page.ts';
import { createBounds, createNode, type UiNode } from '../screens/ui-node.ts';
import type { Group } from '../world/group.ts';
import { createMessengerPage } from './messenger-page.ts';
import type { Messenger } from './messenger.ts';
import { choiceOf, openNotice } from './notices.ts';
import { createPlainScreen } from './plain-screen.ts';

const rowHeightDp = 56;

interface ManageRow {
  readonly label: string;
  readonly isOn: boolean | null;
  readonly open: () => void;
}

/** 群管理: what an owner or admin may set. The row that dissolves the group stands next to the one that hands it over. */
export function createGroupManageScreen(messenger: Messenger, groupId: string): Screen {
  const { manage, titleId, backDescription } = messenger.variant;
  return createMessengerPage(messenger, {
    activity: manage.activity,
    isFetched: true,
    onOpen: () => messenger.note('open-page', { groupId, subject: 'manage' }),
    build: (display, navigation) => {
      const rows = manageRows(messenger, navigation, messenger.group(groupId));
      const { top } = areaBelowTitle(display);
      const height = display.dp(rowHeightDp);
      return createPage(display, '#ededed', [
        ...rows.map((row, index) => createManageRow(messenger, display, row, top + index * height)),
        createTitleBar(display, { title: manage.title, titleId, backDescription, onBack: () => navigation.back() }),
      ]);
    },
  });
}

function manageRows(messenger: Messenger, navigation: ScreenNavigation, group: Group): ManageRow[] {
  const { manage } = messenger.variant;
  const { groupId, isRenameRestricted } = group;
  const isOwner = messenger.role(group) === 'owner';
  const plain = (label: string): ManageRow => ({
    label,
    isOn: null,
    open: () => navigation.open(createPlainScreen(messenger, { title: label, text: '', groupId, subject: label })),
  });
  const restrict: ManageRow = {
    label: manage.restrictRename,
    isOn: isRenameRestricted,
    open: () =>
      messenger.submit({ kind: 'restrict-rename', groupId, isRestricted: !isRenameRestricted }, () => undefined),
  };
  const dissolve: ManageRow = {
    label: manage.dissolve,
    isOn: null,
    open: () => askToDissolve(messenger, navigation, groupId),
  };
  return [
    plain(manage.confirmJoin),
    restrict,
    ...(isOwner ? [plain(manage.admins), plain(manage.transfer), dissolve] : []),
  ];
}

/** Asks once, and dissolves the group on a yes. */
export function askToDissolve(messenger: Messenger, navigation: ScreenNavigation, groupId: string): void {
  const { words, manage } = messenger.variant;
  const dissolve = manage.dissolve.slice(0, 2);
  openNotice(messenger, navigation, {
    text: words.dissolveQuestion,
    buttons: choiceOf(messenger, dissolve),
    onButton: (button) => {
      if (button === dissolve) messenger.submit({ kind: 'dissolve-group', groupId }, () => navigation.toFirst());
    },
  });
}

function createManageRow(
  { variant }: Messenger,
  display: Display,
  { label, isOn, open }: ManageRow,
  top: number,
): UiNode {
  const height = display.dp(rowHeightDp);
  const bounds = createBounds(0, top, display.width, height);
  const right = createBounds(display.width - display.dp(64), top + height * 0.25, display.dp(48), height * 0.5);
  return createNode('android.widget.LinearLayout', bounds, {
    onTap: open,
    look: { background: '#ffffff', isRuled: true },
    children: [
      createNode('android.widget.TextView', createBounds(display.dp(16), top, display.width * 0.8, height), {
        text: label,
        resourceId: 'android:id/title',
        look: { textDp: 16 },
      }),
      ...(isOn === null
        ? []
        : [
            createNode('android.view.View', right, {
              description: isOn ? variant.info.switchOn : variant.info.switchOff,
              isCheckable: true,
              isChecked: isOn,
              look: { mark: isOn ? 'switch-on' : 'switch-off' },
            }),
          ]),
    ],
  });
}
