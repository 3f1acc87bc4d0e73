import type { UiNode, UiTree } from '../../../electron/automation/hierarchy.ts';
import type { KeyName, LockReading } from '../../../electron/automation/screen-reader.ts';
import type { Point } from '../../../electron/automation/tap-target.ts';
import type { UiDriver } from '../../../electron/automation/ui-driver.ts';
import { fail, succeed, type Outcome } from '../../../electron/contract/outcome.ts';
import { paperRow, treeOf, type PaperView } from './paper-views.ts';

export type PaperPageName =
  | 'launcher'
  | 'chats'
  | 'contacts'
  | 'groups'
  | 'search'
  | 'chat'
  | 'info'
  | 'manage'
  | 'editor';

export interface PaperPhoneOptions {
  readonly name?: string;
  /** What the lists call the group: a remark of the account's own. */
  readonly remark?: string;
  /** The group is no more: it is listed, and its page is empty. */
  readonly isGone?: boolean;
  /** Rows of the group's page after its name. */
  readonly infoRows?: readonly string[];
  /** More of that page, where a row of one word does not do: between 1000 and 1390. */
  readonly infoViews?: readonly PaperView[];
  /** What the page holds for who manages the group; there is no way there by default. */
  readonly manageRows?: readonly string[];
  /** What a search that finds nothing shows instead of saying so. */
  readonly emptySearch?: readonly PaperView[];
  /** The list of groups behind the contacts, and its last row; there is none by default. */
  readonly savedGroups?: { readonly names: readonly string[]; readonly closing: string };
  /** Another group of the same messenger. */
  readonly other?: { readonly name: string; readonly memberCount: number };
  readonly memberCount?: number;
  /** Instead of what the messenger does with a saved name; may change `name`, `page`, `dialog`. */
  readonly onSave?: (phone: PaperPhone, typed: string) => void;
  readonly editorTitle?: string;
  /** What the editor holds when it opens. */
  readonly prefilled?: string;
  readonly saveLabel?: string;
  /** Told of every call, before it takes effect. */
  readonly onCall?: (call: string, phone: PaperPhone) => void;
  readonly isLocked?: boolean;
}

/**
 * A messenger on paper with one group, and another where a test wants it, as a driver: quick enough to show each guard of the engine by itself. That playbooks
 * work on phones is shown on virtual phones.
 */
export class PaperPhone implements UiDriver {
  readonly kind = 'dump';
  /** Every call in order: `tap 完成`, `type …`, `press BACK`. */
  readonly calls: string[] = [];
  page: PaperPageName = 'launcher';
  dialog: { text: string; buttons: readonly string[] } | null = null;
  name: string;
  field = '';
  /** The grey lines of the group's chat. */
  lines: readonly string[] = [];
  /** Names that were saved. */
  readonly saved: string[] = [];
  treeFault: Outcome<UiTree> | null = null;
  readonly #options: PaperPhoneOptions;
  #query = '';
  #isAtOther = false;

  constructor(options: PaperPhoneOptions = {}) {
    this.#options = options;
    this.name = options.name ?? '家长群';
  }

  async tree(): Promise<Outcome<UiTree>> {
    this.#note('tree');
    if (this.treeFault !== null) return this.treeFault;
    return succeed(treeOf([this.#draw(), ...this.#drawDialog()]));
  }

  async tap(point: Point): Promise<Outcome<null>> {
    const tree = treeOf(this.dialog === null ? [this.#draw()] : this.#drawDialog());
    const hit = tree.nodes.findLast(
      ({ bounds, isClickable }) => isClickable && bounds !== null && holds(bounds, point),
    );
    const label = hit === undefined ? 'nothing' : labelOf(hit);
    this.#note(`tap ${label}`);
    if (this.dialog !== null) this.dialog = null;
    else this.#open(label);
    return succeed(null);
  }

  async swipe(): Promise<Outcome<null>> {
    this.#note('swipe');
    return succeed(null);
  }

  async press(key: KeyName): Promise<Outcome<null>> {
    this.#note(`press ${key}`);
    if (key === 'HOME') this.page = 'launcher';
    if (key !== 'BACK') return succeed(null);
    if (this.dialog !== null) this.dialog = null;
    else this.page = backOf[this.page];
    return succeed(null);
  }

  async setText(_field: UiNode, text: string): Promise<Outcome<string>> {
    this.#note(`type ${text}`);
    if (this.page === 'search') this.#query = text;
    else this.field = text;
    return succeed(text);
  }

  async screenshot(): Promise<Outcome<Uint8Array>> {
    this.#note('screenshot');
    return fail('command-failed', 'a phone on paper has no picture');
  }

  async focus(): ReturnType<UiDriver['focus']> {
    return succeed(null);
  }

  async lock(): Promise<Outcome<LockReading>> {
    return succeed({ isScreenOn: true, isKeyguardShowing: this.#options.isLocked === true, isKeyguardSecure: true });
  }

  async isInstalled(): Promise<Outcome<boolean>> {
    return succeed(true);
  }

  async launch(): Promise<Outcome<null>> {
    this.#note('launch');
    if (this.page === 'launcher') this.page = 'chats';
    return succeed(null);
  }

  async dispose(): Promise<void> {
    this.#note('dispose');
  }

  /** What the messenger does with a name: it is the group's from now on, and its page shows. */
  save(typed: string): void {
    this.saved.push(typed);
    this.name = typed;
    this.page = 'info';
  }

  #note(call: string): void {
    this.#options.onCall?.(call, this);
    this.calls.push(call);
  }

  #open(label: string): void {
    const { prefilled, saveLabel = '完成', onSave, other, manageRows, savedGroups } = this.#options;
    if (this.page === 'chats' && label === '通讯录' && savedGroups !== undefined) this.page = 'contacts';
    else if (this.page === 'contacts' && label === '群聊') this.page = 'groups';
    else if ((this.page === 'chats' || this.page === 'contacts') && label === '搜索') this.page = 'search';
    else if (this.page === 'search' && (label === this.#listedAs || label === other?.name)) {
      this.page = 'chat';
      this.#isAtOther = label !== this.#listedAs;
    } else if (this.page === 'chat' && label === '聊天信息') this.page = 'info';
    else if (this.page === 'info' && label === '群聊名称') {
      this.page = 'editor';
      this.field = prefilled ?? this.name;
    } else if (this.page === 'info' && label === '群管理' && manageRows !== undefined) this.page = 'manage';
    else if (this.page === 'editor' && label === saveLabel) {
      if (onSave === undefined) this.save(this.field);
      else onSave(this, this.field);
    }
  }

  get #listedAs(): string {
    return this.#options.remark ?? this.name;
  }

  #draw(): PaperView {
    const { editorTitle = '修改群聊名称', saveLabel = '完成', isGone = false, infoRows = ['群公告'] } = this.#options;
    const { name, memberCount } = this.#shown;
    switch (this.page) {
      case 'launcher':
        return { of: 'FrameLayout', text: '桌面', app: 'com.miui.home' };
      case 'chats':
        return window(title('微信'), button('搜索'), list(paperRow(200, [this.#listedAs])), tabs);
      case 'contacts':
        return window(title('通讯录'), button('搜索'), list(...rowsOf(['新的朋友', '群聊'], 200)), tabs);
      case 'groups': {
        const { names = [], closing = '' } = this.#options.savedGroups ?? {};
        return window(title('群聊'), list(...rowsOf([...names, closing], 200)));
      }
      case 'search':
        return window(
          { of: 'EditText', text: this.#query, isTappable: true, box: [0, 50, 600, 130] },
          list(...(this.#query === '' ? [] : this.#results())),
        );
      case 'chat':
        return window(title(`${name}(${memberCount})`), button('聊天信息'), list(...this.lines.map(greyLine)));
      case 'info':
        if (isGone && !this.#isAtOther) return window(title('聊天信息'), list());
        return window(
          title(`聊天信息(${memberCount})`),
          list(paperRow(400, ['群聊名称', name]), ...rowsOf(infoRows, 520), ...(this.#options.infoViews ?? [])),
        );
      case 'manage':
        return window(title('群管理'), list(...rowsOf(this.#options.manageRows ?? [], 200)));
      case 'editor':
        return window(
          title(editorTitle),
          { of: 'EditText', text: this.field, isTappable: true, box: [0, 200, 720, 300] },
          {
            of: 'Button',
            text: saveLabel,
            isTappable: true,
            isOff: this.field === this.name,
            box: [200, 1300, 520, 1400],
          },
        );
    }
  }

  /** The group whose pages are open. */
  get #shown(): { readonly name: string; readonly memberCount: number } {
    const { memberCount = 38, other } = this.#options;
    return this.#isAtOther && other !== undefined ? other : { name: this.name, memberCount };
  }

  #results(): PaperView[] {
    const hits = [this.#listedAs, this.#options.other?.name].filter((name) => name === this.#query);
    const { emptySearch } = this.#options;
    if (hits.length === 0 && emptySearch !== undefined) return [...emptySearch];
    if (hits.length === 0) return [{ of: 'TextView', text: '没有找到相关结果', box: [0, 200, 720, 260] }];
    const rows = hits.map((name, index) => paperRow(200 + index * 120, [name ?? '']));
    return [{ of: 'TextView', text: '群聊', box: [0, 150, 720, 200] }, ...rows];
  }

  #drawDialog(): PaperView[] {
    if (this.dialog === null) return [];
    const { text, buttons } = this.dialog;
    return [
      {
        of: 'FrameLayout',
        box: [60, 500, 660, 900],
        children: [
          { of: 'TextView', text, box: [60, 500, 660, 700] },
          ...buttons.map((label, index): PaperView => {
            const left = 60 + index * 300;
            return { of: 'Button', text: label, isTappable: true, box: [left, 800, left + 300, 900] };
          }),
        ],
      },
    ];
  }
}

const backOf: Readonly<Record<PaperPageName, PaperPageName>> = {
  launcher: 'launcher',
  chats: 'launcher',
  contacts: 'launcher',
  groups: 'contacts',
  search: 'chats',
  chat: 'chats',
  info: 'chat',
  manage: 'info',
  editor: 'info',
};

const tabs: PaperView = {
  of: 'RelativeLayout',
  box: [0, 1400, 720, 1520],
  children: ['微信', '通讯录', '发现', '我'].map((text, index) => ({
    isTappable: true,
    box: [index * 180, 1400, index * 180 + 180, 1520],
    children: [{ text, box: [index * 180, 1450, index * 180 + 180, 1500] }],
  })),
};

function window(...children: readonly PaperView[]): PaperView {
  return { of: 'FrameLayout', children };
}

function title(text: string): PaperView {
  return { of: 'TextView', text, box: [100, 50, 560, 130] };
}

function button(desc: string): PaperView {
  return { of: 'ImageView', desc, isTappable: true, box: [620, 50, 720, 130] };
}

function list(...children: readonly PaperView[]): PaperView {
  return { of: 'ListView', box: [0, 140, 720, 1390], children };
}

function rowsOf(labels: readonly string[], top: number): PaperView[] {
  return labels.map((label, index) => paperRow(top + index * 120, [label]));
}

function greyLine(text: string, index: number): PaperView {
  return { of: 'TextView', text, box: [60, 160 + index * 80, 660, 220 + index * 80] };
}

function holds(bounds: NonNullable<UiNode['bounds']>, { x, y }: Point): boolean {
  return x >= bounds.left && x < bounds.right && y >= bounds.top && y < bounds.bottom;
}

/** The words that a person would say were tapped. */
function labelOf(node: UiNode): string {
  if (node.text !== '' || node.description !== '') return node.text || node.description;
  return node.children.map(labelOf).find((label) => label !== '') ?? '';
}
