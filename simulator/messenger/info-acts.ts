import type { ScreenNavigation } from '../screens/screen.ts';
import { mayRename } from '../world/deed.ts';
import { groupLimits, type Group } from '../world/group.ts';
import { throughDetour } from './detour-screen.ts';
import { createEditorScreen } from './editor-screen.ts';
import { askToDissolve, createGroupManageScreen } from './group-manage-screen.ts';
import { isSwitchedOn, ownAlias } from './info-rows.ts';
import type { Messenger } from './messenger.ts';
import { choiceOf, openNotice, refusalText } from './notices.ts';
import { createPlainScreen } from './plain-screen.ts';
import type { InfoRole } from './variant.ts';
import { fill } from './wording.ts';

interface InfoSubject {
  readonly group: Group;
  readonly role: InfoRole;
}

/** What a tap on a row of the info page leads to. */
export function openInfoRow(messenger: Messenger, navigation: ScreenNavigation, { group, role }: InfoSubject): void {
  switch (role) {
    case 'name':
      return openNameEditor(messenger, navigation, group);
    case 'remark':
    case 'my-alias':
    case 'decoy':
      return openOwnEditor(messenger, navigation, { group, role });
    case 'manage':
      return navigation.open(createGroupManageScreen(messenger, group.groupId));
    case 'save':
    case 'mute':
    case 'pin':
    case 'show-aliases':
      return toggle(messenger, { group, role });
    case 'clear':
    case 'leave':
      return askBefore(messenger, navigation, { group, role });
    case 'dissolve':
      return askToDissolve(messenger, navigation, group.groupId);
    case 'announcement':
    case 'qr-code':
    case 'search':
    case 'report':
      return navigation.open(
        createPlainScreen(messenger, {
          title: messenger.variant.info.rows.find((row) => row.role === role)?.label ?? '',
          text: role === 'announcement' ? group.announcement : '',
          groupId: group.groupId,
          subject: role,
        }),
      );
  }
}

/** A large or restricted group says at once who may change its name, and opens no editor. */
function openNameEditor(messenger: Messenger, navigation: ScreenNavigation, group: Group): void {
  const { words, editor } = messenger.variant;
  if (!mayRename(group, messenger.account.accountId)) {
    const owner = messenger.nameOf(group.ownerId);
    const isLarge = group.memberCount > groupLimits.renameByAnyoneUpTo;
    const text = isLarge ? fill(words.renameDenied, { owner }) : words.renameRestricted;
    openNotice(messenger, navigation, { text, buttons: [words.know] });
    return;
  }
  const { groupId } = group;
  const open = (): ReturnType<typeof createEditorScreen> =>
    createEditorScreen(messenger, {
      title: editor.title,
      groupId,
      text: messenger.group(groupId).name,
      notice: editor.notice,
      mayBeEmpty: false,
      deed: (name) => ({ kind: 'rename-group', groupId, name }),
    });
  navigation.open(throughDetour(messenger, editor.detour, open));
}

/** What an account calls a group or itself in it: the same page, another deed. */
function openOwnEditor(messenger: Messenger, navigation: ScreenNavigation, { group, role }: InfoSubject): void {
  const { editor } = messenger.variant;
  const { groupId } = group;
  const titles = { 'my-alias': editor.aliasTitle, decoy: editor.decoyTitle } as const;
  const isAlias = role === 'my-alias';
  navigation.open(
    createEditorScreen(messenger, {
      title: isAlias || role === 'decoy' ? titles[role] : editor.remarkTitle,
      groupId,
      text: isAlias ? ownAlias(messenger, groupId) : messenger.remarkOf(groupId),
      notice: null,
      mayBeEmpty: true,
      deed: (text) => ({ kind: isAlias ? 'set-alias' : 'set-remark', groupId, text }),
    }),
  );
}

function toggle(messenger: Messenger, { group: { groupId }, role }: InfoSubject): void {
  const isOn = isSwitchedOn(messenger, groupId, role);
  if (role === 'save') {
    messenger.submit({ kind: 'set-saved', groupId, isSaved: !isOn }, () => undefined);
    return;
  }
  messenger.note('open-page', { groupId, subject: role, before: String(isOn), after: String(!isOn) });
  if (isOn) messenger.switches.delete(`${groupId}/${role}`);
  else messenger.switches.add(`${groupId}/${role}`);
}

/** Leaving and clearing ask once. */
function askBefore(
  messenger: Messenger,
  navigation: ScreenNavigation,
  { group: { groupId }, role }: InfoSubject,
): void {
  const { words } = messenger.variant;
  const isLeaving = role === 'leave';
  openNotice(messenger, navigation, {
    text: isLeaving ? words.leaveQuestion : words.clearQuestion,
    buttons: choiceOf(messenger),
    onButton: (button) => {
      if (button !== words.confirm) return;
      const deed = isLeaving
        ? ({ kind: 'leave-group', groupId } as const)
        : ({ kind: 'clear-history', groupId } as const);
      messenger.submit(deed, (end) => {
        if (end !== 'done')
          openNotice(messenger, navigation, { text: refusalText(messenger, end), buttons: [words.confirm] });
        else if (isLeaving) navigation.toFirst();
      });
    },
  });
}
