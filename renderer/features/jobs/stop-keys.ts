import { stopHotkey } from '@contract/jobs.ts';

/** Of a keyboard event. */
interface Keys {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

const [, modifier, key] = stopHotkey.split('+');

/** The keys of 全部停止, pressed in the page: they work where another program holds them everywhere else. */
export function isStopKey(pressed: Keys): boolean {
  const hasModifier = modifier === 'Shift' ? pressed.shiftKey : pressed.altKey;
  return (pressed.ctrlKey || pressed.metaKey) && hasModifier && pressed.key === key;
}

/** As people read them: `Ctrl+Shift+F12`, `⌘⇧F12`. */
export function stopKeysText(platform: string): string {
  return /mac/iu.test(platform)
    ? stopHotkey.replace('CommandOrControl', '⌘').replace('Shift', '⇧').replaceAll('+', '')
    : stopHotkey.replace('CommandOrControl', 'Ctrl');
}
