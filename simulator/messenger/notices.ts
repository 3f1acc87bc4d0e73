import type { Display } from '../screens/display.ts';
import type { ScreenNavigation } from '../screens/screen.ts';
import { createBounds, createNode, type UiNode } from '../screens/ui-node.ts';
import type { DeedEnd, Messenger } from './messenger.ts';
import { messengerPackage } from './variant.ts';

export interface NoticeParts {
  readonly text: string;
  readonly buttons: readonly string[];
  readonly onButton?: (button: string) => void;
}

/** A dialog of the messenger over its own page; any of its buttons closes it. */
export function openNotice(
  messenger: Messenger,
  navigation: ScreenNavigation,
  { text, buttons, onButton }: NoticeParts,
): void {
  navigation.openDialog({
    packageName: messengerPackage,
    title: messenger.variant.words.hint,
    text,
    buttons,
    onButton: (button) => {
      messenger.note('answer-dialog', { subject: button });
      onButton?.(button);
    },
  });
}

/** The two buttons of a question, as this version orders them. */
export function choiceOf({ variant: { saysYesFirst, words } }: Messenger, yes: string = words.confirm): string[] {
  return saysYesFirst ? [yes, words.cancel] : [words.cancel, yes];
}

/** What the messenger says when it does not do as asked. */
export function refusalText({ variant: { words } }: Messenger, end: Exclude<DeedEnd, 'done'>): string {
  switch (end) {
    case 'too-frequent':
      return words.tooFrequent;
    case 'no-network':
      return words.noNetwork;
    case 'dissolved':
      return words.dissolved;
    case 'not-inside':
      return words.notInside;
    case 'owner-or-admin-only':
      return words.renameRestricted;
    case 'owner-only':
    case 'empty-name':
    case 'not-a-member':
    case 'already-a-member':
    case 'protected':
    case 'admins-full':
    case 'group-full':
      return words.refused;
  }
}

/** The turning wheel in the middle of a page, with its words. It takes every tap. */
export function createLoadingSign(display: Display, text: string): UiNode {
  const size = display.dp(132);
  const left = (display.width - size) / 2;
  const top = display.content.top + (display.content.bottom - display.content.top - size) / 2;
  const wheel = createBounds(left + size * 0.32, top + size * 0.16, size * 0.36, size * 0.36);
  return createNode('android.widget.FrameLayout', display.content, {
    onTap: () => undefined,
    isClickable: false,
    children: [
      createNode('android.widget.LinearLayout', createBounds(left, top, size, size), {
        look: { background: '#4c4c4c', radiusDp: 10 },
        children: [
          createNode('android.widget.ProgressBar', wheel, { look: { mark: 'wheel' } }),
          createNode('android.widget.TextView', createBounds(left, top + size * 0.62, size, size * 0.28), {
            text,
            look: { textDp: 14, align: 'center', color: '#ffffff' },
          }),
        ],
      }),
    ],
  });
}
