import type { PhoneShell } from '../../../electron/automation/screen-reader.ts';
import { succeed } from '../../../electron/contract/outcome.ts';

export type PaperPage =
  | 'launcher'
  | 'chats'
  | 'contacts'
  | 'group-list'
  | 'chat'
  | 'dialog'
  | 'blank'
  | 'warning'
  | 'keyguard';

export interface PaperOptions {
  readonly names: readonly string[];
  readonly page?: PaperPage;
  /** What opening the app shows. */
  readonly startPage?: PaperPage;
  readonly isInstalled?: boolean;
  readonly isScreenOn?: boolean;
  readonly isLocked?: boolean;
  /** A lock screen that asks for nothing. */
  readonly isSwipeLocked?: boolean;
  readonly hasClosingRow?: boolean;
  /** N of the closing row, when it is to differ from the truth. */
  readonly statedCount?: number;
  /** Instead of every dump. */
  readonly dumpOutput?: string;
  readonly inputOutput?: string;
  readonly contactsOffset?: number;
}

const width = 720;
const height = 1520;
const tabTop = 1400;
const listTop = 176;
const rowHeight = 130;
/** The first pixels of a swipe that the system keeps for itself. */
const slop = 24;

/**
 * A phone on paper: answers the shell commands of a walk from a few drawn screens. It shows what a walk decides; that
 * walks work on a phone is shown on virtual phones.
 */
export class PaperMessenger implements PhoneShell {
  readonly commands: string[] = [];
  /** The label under each tap. */
  readonly taps: string[] = [];
  page: PaperPage;
  readonly #options: PaperOptions;
  #offset = 0;
  #contactsOffset: number;
  #isScreenOn: boolean;
  #isSwipeLocked: boolean;

  constructor(options: PaperOptions) {
    this.#options = options;
    this.page = options.page ?? 'launcher';
    this.#contactsOffset = options.contactsOffset ?? 0;
    this.#isScreenOn = options.isScreenOn ?? true;
    this.#isSwipeLocked = options.isSwipeLocked ?? false;
  }

  shell(command: string): ReturnType<PhoneShell['shell']> {
    this.commands.push(command);
    return Promise.resolve(succeed({ stdout: this.#answer(command), stderr: '', exitCode: 0 }));
  }

  /** The XML of the current page as `uiautomator dump` writes it. */
  dump(): string {
    return `<?xml version='1.0'?><hierarchy rotation="0">${this.#draw()}</hierarchy>`;
  }

  #answer(command: string): string {
    const [tool, verb, ...rest] = command.replace(' 2>&1', '').split(' ');
    if (command.includes('uiautomator dump'))
      return this.#options.dumpOutput ?? `UI hierchary dumped to: x\n${this.dump()}`;
    if (command.startsWith('dumpsys power')) return this.#describeLock();
    if (tool === 'pm')
      return this.#options.isInstalled === false ? '' : 'package:/data/app/com.tencent.mm-1/base.apk\n';
    if (tool === 'am') return this.#open();
    if (tool !== 'input') return '';
    if (this.#options.inputOutput !== undefined) return this.#options.inputOutput;
    const numbers = rest.map(Number);
    if (verb === 'tap') this.#tap(numbers[0] ?? 0, numbers[1] ?? 0);
    else if (verb === 'swipe') this.#swipe((numbers[1] ?? 0) - (numbers[3] ?? 0));
    else this.#press(rest[0] ?? '');
    return '';
  }

  #describeLock(): string {
    const isShowing = this.#options.isLocked === true || this.#isSwipeLocked || this.page === 'keyguard';
    const secure = `  KeyguardServiceDelegate\n    secure=${!this.#isSwipeLocked}\n`;
    return `  mWakefulness=${this.#isScreenOn ? 'Awake' : 'Asleep'}\n  mIsShowing=${isShowing}\n  mInputRestricted=${isShowing}\n${secure}`;
  }

  #open(): string {
    if (this.page === 'launcher') this.page = this.#options.startPage ?? 'chats';
    return 'Starting: Intent { act=android.intent.action.MAIN }\n';
  }

  #press(key: string): void {
    if (key === 'KEYCODE_WAKEUP') this.#isScreenOn = true;
    if (key === 'KEYCODE_MENU') this.#isSwipeLocked = false;
    if (key === 'KEYCODE_HOME') this.page = 'launcher';
    if (key !== 'KEYCODE_BACK') return;
    this.#offset = 0;
    if (this.page === 'chat' || this.page === 'dialog') this.page = 'chats';
    else if (this.page === 'group-list') this.page = 'contacts';
    else if (this.page === 'chats' || this.page === 'contacts') this.page = 'launcher';
  }

  #tap(x: number, y: number): void {
    const label = this.#labelAt(x, y);
    this.taps.push(label);
    if (label === '通讯录') this.page = 'contacts';
    else if (label === '群聊') this.page = 'group-list';
  }

  #labelAt(x: number, y: number): string {
    if (y >= tabTop && (this.page === 'chats' || this.page === 'contacts'))
      return ['微信', '通讯录', '发现', '我'][Math.floor(x / 180)] ?? '';
    if (this.page === 'contacts')
      return ['新的朋友', '群聊', '标签'][Math.floor((y + this.#contactsOffset - listTop) / rowHeight)] ?? '';
    return this.page;
  }

  #swipe(distance: number): void {
    const moved = Math.sign(distance) * Math.max(0, Math.abs(distance) - slop);
    if (this.page === 'contacts') this.#contactsOffset = Math.max(0, this.#contactsOffset + moved);
    const rows = this.#options.names.length + (this.#options.hasClosingRow === false ? 0 : 1);
    const limit = Math.max(0, rows * rowHeight - (height - listTop));
    if (this.page === 'group-list') this.#offset = Math.min(limit, Math.max(0, this.#offset + moved));
  }

  #draw(): string {
    switch (this.page) {
      case 'launcher':
        return node('com.miui.home', 'text="微信"', [0, 0, width, height]);
      case 'keyguard':
        return node('com.android.systemui', 'text="12:00"', [0, 0, width, height]);
      case 'chats':
        return this.#frame(this.#list(['通讯录', '群聊', '操作频繁的人'], 0, tabTop) + tabs('微信'));
      case 'contacts':
        return this.#frame(
          this.#list(['新的朋友', '群聊', '标签', '张三'], this.#contactsOffset, tabTop) + tabs('通讯录'),
        );
      case 'group-list':
        return this.#frame(title('群聊') + this.#list(this.#groupRows(), this.#offset, height));
      case 'chat':
        return this.#frame(title('某人') + this.#list(['太频繁了，稍后再试'], 0, height));
      case 'dialog':
        return this.#frame(title('更新') + view('text="以后再说" clickable="true"', [100, 800, 600, 900]));
      case 'blank':
        return this.#frame(view('text=""', [0, 0, width, height]));
      case 'warning':
        return this.#frame(title('操作过于频繁，请稍后再试'));
    }
  }

  #groupRows(): string[] {
    const { names, statedCount, hasClosingRow } = this.#options;
    return hasClosingRow === false ? [...names] : [...names, `${statedCount ?? names.length}个群聊`];
  }

  #frame(children: string): string {
    return view('', [0, 0, width, height], children);
  }

  #list(labels: readonly string[], offset: number, bottom: number): string {
    const rows = labels.map((label, index) => {
      const top = listTop + index * rowHeight - offset;
      if (top + rowHeight <= listTop || top >= bottom) return '';
      const cutTop = Math.max(top, listTop);
      const cutBottom = Math.min(top + rowHeight, bottom);
      const name = view(`text="${label}"`, [140, cutTop, 700, cutBottom]);
      return view('clickable="true"', [0, cutTop, width, cutBottom], name);
    });
    return node(
      'com.tencent.mm',
      'class="android.widget.ListView" scrollable="true"',
      [0, listTop, width, bottom],
      rows.join(''),
    );
  }
}

function title(text: string): string {
  return view(`text="${text}" resource-id="android:id/text1"`, [90, 60, 300, 120]);
}

function tabs(chosen: string): string {
  const cells = ['微信', '通讯录', '发现', '我'].map((label, index) =>
    view(
      `clickable="true" selected="${label === chosen}"`,
      [index * 180, tabTop, (index + 1) * 180, height],
      view(`text="${label}"`, [0, 0, 0, 0]),
    ),
  );
  return view('', [0, tabTop, width, height], cells.join(''));
}

type Box = readonly [number, number, number, number];

function view(attributes: string, box: Box, children = ''): string {
  return node('com.tencent.mm', attributes, box, children);
}

function node(packageName: string, attributes: string, box: Box, children = ''): string {
  const [left, top, right, bottom] = box;
  return `<node ${attributes} package="${packageName}" bounds="[${left},${top}][${right},${bottom}]">${children}</node>`;
}
