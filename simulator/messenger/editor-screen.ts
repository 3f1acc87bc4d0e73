import type { Display } from '../screens/display.ts';
import type { Screen, ScreenNavigation } from '../screens/screen.ts';
import { TextField, atMost } from '../screens/text-field.ts';
import { createTextField } from '../screens/text-field-view.ts';
import { areaBelowTitle, createPage, createTitleBar, titleHeightDp } from '../screens/title-page.ts';
import { createBounds, createNode, type UiNode } from '../screens/ui-node.ts';
import type { Deed } from '../world/deed.ts';
import { choiceOf, createLoadingSign, openNotice, refusalText } from './notices.ts';
import { createMessengerPage } from './messenger-page.ts';
import type { DeedEnd, Messenger } from './messenger.ts';
import { fill } from './wording.ts';

/** What an editor changes. */
export interface EditorParts {
  readonly title: string;
  readonly groupId: string;
  /** What stands in the field at first. */
  readonly text: string;
  /** What the page says a change leads to; null where it says nothing. */
  readonly notice: string | null;
  /** Whether an empty field may be sent. */
  readonly mayBeEmpty: boolean;
  readonly deed: (text: string) => Deed;
}

interface EditorState {
  readonly field: TextField;
  isSaving: boolean;
}

const noticeHeightDp = 36;
const fieldHeightDp = 56;

/**
 * One field and the button that commits it: the group's name, and what else of a group is edited in the same way. The
 * button takes no tap while there is nothing to change; while the change is under way the page says so; a refusal is
 * told in a dialog, and the page stays.
 */
export function createEditorScreen(messenger: Messenger, parts: EditorParts): Screen {
  const { editor } = messenger.variant;
  const field = new TextField({
    hint: editor.hint,
    text: parts.text,
    ...(editor.tooLong === 'cut' && { accept: atMost(editor.longest) }),
  });
  const state: EditorState = { field, isSaving: false };
  const screen: Screen = createMessengerPage(messenger, {
    activity: editor.activity,
    firstField: field,
    onOpen: () => messenger.enter('editor', 'open-editor', { groupId: parts.groupId, subject: parts.title }),
    build: (display, navigation) => {
      const commit = (): void =>
        askAndSend(messenger, parts, { state, navigation, close: () => navigation.close(screen) });
      return createPage(display, '#ededed', [
        ...createNoticeLine(display, parts.notice),
        createField(messenger, display, { state, hasNotice: parts.notice !== null }),
        createEditorTitle(messenger, parts, { display, navigation, state, commit }),
        ...(editor.buttonPlace === 'bottom' ? [createBottomButton(messenger, parts, { display, state, commit })] : []),
        ...createOtherAct(messenger, parts, { display, hasNotice: parts.notice !== null }),
        ...(state.isSaving ? [createLoadingSign(display, editor.saving)] : []),
      ]);
    },
  });
  return screen;
}

interface Sending {
  readonly state: EditorState;
  readonly navigation: ScreenNavigation;
  readonly close: () => void;
}

/** Asks first where the version does. */
function askAndSend(messenger: Messenger, parts: EditorParts, sending: Sending): void {
  const { editor, words } = messenger.variant;
  if (editor.question === null) return send(messenger, parts, sending);
  openNotice(messenger, sending.navigation, {
    text: fill(editor.question, { name: sending.state.field.text }),
    buttons: choiceOf(messenger),
    onButton: (button) => {
      if (button === words.confirm) sayYes(messenger, parts, sending);
    },
  });
}

function sayYes(messenger: Messenger, parts: EditorParts, sending: Sending): void {
  const { groupId } = parts;
  switch (messenger.variant.editor.yesDoes) {
    case 'send':
      return send(messenger, parts, sending);
    case 'drop':
      return sending.close();
    case 'leave-group':
      return messenger.submit({ kind: 'leave-group', groupId }, () => sending.navigation.toFirst());
  }
}

function send(messenger: Messenger, parts: EditorParts, { state, navigation, close }: Sending): void {
  const { editor, words } = messenger.variant;
  const { text } = state.field;
  if (text.length > editor.longest) {
    openNotice(messenger, navigation, { text: fill(words.tooLong, { n: editor.longest }), buttons: [words.know] });
    return;
  }
  state.isSaving = true;
  messenger.submit(parts.deed(text), (end: DeedEnd) => {
    state.isSaving = false;
    if (end === 'done') close();
    else openNotice(messenger, navigation, { text: refusalText(messenger, end), buttons: [words.confirm] });
  });
}

function isCommittable({ text, mayBeEmpty }: EditorParts, { field, isSaving }: EditorState): boolean {
  return !isSaving && field.text !== text && (mayBeEmpty || field.text.trim() !== '');
}

function createNoticeLine(display: Display, notice: string | null): UiNode[] {
  if (notice === null) return [];
  const { top } = areaBelowTitle(display);
  const bounds = createBounds(display.dp(16), top, display.width - display.dp(32), display.dp(noticeHeightDp));
  return [
    createNode('android.widget.TextView', bounds, {
      text: notice,
      look: { textDp: 13, color: '#8a8a8a', wraps: true },
    }),
  ];
}

function createField(
  { variant }: Messenger,
  display: Display,
  { state, hasNotice }: { readonly state: EditorState; readonly hasNotice: boolean },
): UiNode {
  const { editor } = variant;
  const top = areaBelowTitle(display).top + display.dp(hasNotice ? noticeHeightDp : 12);
  const bounds = createBounds(0, top, display.width, display.dp(fieldHeightDp));
  return createTextField(state.field, bounds, {
    className: editor.fieldClass,
    resourceId: editor.fieldId,
    isEnabled: !state.isSaving,
    look: { background: '#ffffff', textDp: 17, insetDp: 16 },
  });
}

/** A stranger's line below the field, with a button that has nothing to do with it. */
function createOtherAct(
  messenger: Messenger,
  { groupId }: EditorParts,
  { display, hasNotice }: { readonly display: Display; readonly hasNotice: boolean },
): UiNode[] {
  const { otherAct, buttonClass } = messenger.variant.editor;
  if (otherAct === null) return [];
  const { label, button, act } = otherAct;
  const top = areaBelowTitle(display).top + display.dp((hasNotice ? noticeHeightDp : 12) + 2 * fieldHeightDp);
  const line = createBounds(0, top, display.width, display.dp(fieldHeightDp));
  const inset = display.dp(16);
  const place = createBounds(display.width - display.dp(96), top + display.dp(8), display.dp(80), display.dp(40));
  return [
    createNode('android.widget.LinearLayout', line, {
      look: { background: '#ffffff', isRuled: true },
      children: [
        createNode('android.widget.TextView', createBounds(inset, top, display.width / 2, line.bottom - top), {
          text: label,
          look: { textDp: 16 },
        }),
        createNode(buttonClass, place, {
          text: button,
          onTap: () => messenger.submit({ kind: act, groupId }, () => undefined),
          look: { background: '#fa5151', color: '#ffffff', textDp: 15, align: 'center', radiusDp: 5 },
        }),
      ],
    }),
  ];
}

interface EditorBar {
  readonly display: Display;
  readonly state: EditorState;
  readonly commit: () => void;
}

function createEditorTitle(
  messenger: Messenger,
  parts: EditorParts,
  { display, navigation, state, commit }: EditorBar & { readonly navigation: ScreenNavigation },
): UiNode {
  const { editor, titleId, backDescription } = messenger.variant;
  const height = display.dp(titleHeightDp);
  const width = display.dp(64);
  const bounds = createBounds(
    display.width - width - display.dp(8),
    display.content.top + height * 0.15,
    width,
    height * 0.7,
  );
  const button = createButton(messenger, bounds, isCommittable(parts, state), commit);
  return createTitleBar(display, {
    title: parts.title,
    titleId,
    backDescription,
    onBack: () => navigation.back(),
    actions: editor.buttonPlace === 'title' ? [button] : [],
  });
}

function createBottomButton(messenger: Messenger, parts: EditorParts, { display, state, commit }: EditorBar): UiNode {
  const width = display.dp(180);
  const top = display.content.bottom - display.dp(72);
  const bounds = createBounds((display.width - width) / 2, top, width, display.dp(44));
  return createButton(messenger, bounds, isCommittable(parts, state), commit);
}

function createButton(
  { variant }: Messenger,
  bounds: ReturnType<typeof createBounds>,
  isEnabled: boolean,
  commit: () => void,
): UiNode {
  const { editor } = variant;
  return createNode(editor.buttonClass, bounds, {
    text: editor.button,
    resourceId: editor.buttonId,
    isEnabled,
    onTap: () => {
      if (isEnabled) commit();
    },
    look: isEnabled
      ? { background: '#07c160', color: '#ffffff', textDp: 15, align: 'center', radiusDp: 5 }
      : { background: '#e1e1e1', color: '#a8a8a8', textDp: 15, align: 'center', radiusDp: 5 },
  });
}
