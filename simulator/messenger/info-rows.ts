import type { Display } from '../screens/display.ts';
import { createBounds, createNode, type Bounds, type UiNode } from '../screens/ui-node.ts';
import type { Group } from '../world/group.ts';
import type { Messenger } from './messenger.ts';
import type { InfoRole, MessengerVariant } from './variant.ts';

export type InfoRow = MessengerVariant['info']['rows'][number];

const switchRoles: ReadonlySet<InfoRole> = new Set<InfoRole>(['mute', 'pin', 'save', 'show-aliases']);
const buttonRoles: ReadonlySet<InfoRole> = new Set<InfoRole>(['clear', 'leave', 'dissolve']);

/** The rows that this account sees: 群管理 is for the owner and admins. */
export function shownRows(messenger: Messenger, group: Group): readonly InfoRow[] {
  const isMember = messenger.role(group) === 'member';
  return messenger.variant.info.rows.filter(({ role }) => role !== 'manage' || !isMember);
}

export function isSwitch(role: InfoRole): boolean {
  return switchRoles.has(role);
}

/** How a switch of this account stands. */
export function isSwitchedOn(messenger: Messenger, groupId: string, role: InfoRole): boolean {
  return role === 'save' ? messenger.isSaved(groupId) : messenger.switches.has(`${groupId}/${role}`);
}

/** What a row says besides its label; null for a row that says nothing more. */
export function rowValue(messenger: Messenger, group: Group, role: InfoRole): string | null {
  const { info } = messenger.variant;
  switch (role) {
    case 'name':
      return group.name === '' ? info.unnamed : group.name;
    case 'decoy':
      return group.name;
    case 'announcement':
      return group.announcement === '' ? null : group.announcement;
    case 'remark':
      return messenger.remarkOf(group.groupId) || null;
    case 'my-alias':
      return ownAlias(messenger, group.groupId);
    case 'qr-code':
    case 'manage':
    case 'search':
    case 'mute':
    case 'pin':
    case 'save':
    case 'show-aliases':
    case 'report':
    case 'clear':
    case 'leave':
    case 'dissolve':
      return null;
  }
}

/** What the account is called in the group: its alias there, or its nickname. */
export function ownAlias(messenger: Messenger, groupId: string): string {
  const own = messenger.members(groupId).find(({ personId }) => personId === messenger.account.personId);
  return own?.alias ?? messenger.nickname;
}

interface RowParts {
  readonly bounds: Bounds;
  readonly group: Group;
  readonly row: InfoRow;
  readonly open: () => void;
}

/** A row: its label, and at the right its value or its switch. */
export function createInfoRow(messenger: Messenger, display: Display, { bounds, group, row, open }: RowParts): UiNode {
  const height = bounds.bottom - bounds.top;
  const isButton = buttonRoles.has(row.role);
  const inset = display.dp(16);
  const labelWidth = isButton ? display.width - 2 * inset : display.width * 0.5 - inset;
  return createNode('android.widget.LinearLayout', bounds, {
    onTap: open,
    look: { background: '#ffffff', isRuled: true },
    children: [
      createNode('android.widget.TextView', createBounds(inset, bounds.top, labelWidth, height), {
        text: row.label,
        resourceId: 'android:id/title',
        look: isButton ? { textDp: 16, align: 'center', color: '#fa5151' } : { textDp: 16 },
      }),
      ...createRight(messenger, display, { bounds, group, role: row.role }),
    ],
  });
}

function createRight(
  messenger: Messenger,
  display: Display,
  { bounds, group, role }: { readonly bounds: Bounds; readonly group: Group; readonly role: InfoRole },
): UiNode[] {
  const height = bounds.bottom - bounds.top;
  if (isSwitch(role)) {
    const { switchOn, switchOff } = messenger.variant.info;
    const isOn = isSwitchedOn(messenger, group.groupId, role);
    const place = createBounds(
      display.width - display.dp(64),
      bounds.top + height * 0.25,
      display.dp(48),
      height * 0.5,
    );
    return [
      createNode('android.view.View', place, {
        description: isOn ? switchOn : switchOff,
        isCheckable: true,
        isChecked: isOn,
        look: { mark: isOn ? 'switch-on' : 'switch-off' },
      }),
    ];
  }
  const value = rowValue(messenger, group, role);
  if (value === null) return [];
  const left = display.width * 0.5;
  return [
    createNode(
      'android.widget.TextView',
      createBounds(left, bounds.top, display.width * 0.5 - display.dp(16), height),
      {
        text: value,
        resourceId: 'android:id/summary',
        look: { textDp: 14, color: '#888888', align: 'end' },
      },
    ),
  ];
}
