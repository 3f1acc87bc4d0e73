import type { InterruptionSpec } from '../faults/interruption-spec.ts';
import { createChatScreen } from '../messenger/chat-screen.ts';
import { createGroupInfoScreen } from '../messenger/group-info-screen.ts';
import type { Messenger, SearchTrouble } from '../messenger/messenger.ts';
import { messengerPackage } from '../messenger/variant.ts';
import type { DialogParts } from '../screens/dialog.ts';
import type { Deed } from '../world/deed.ts';
import {
  crashDialog,
  frequencyDialog,
  limitDialog,
  permissionDialog,
  teenModeDialog,
  updateDialog,
} from './messenger-dialogs.ts';
import type { PhoneConditions } from './phone-conditions.ts';
import type { Phone } from './phone.ts';

type Trap = Extract<InterruptionSpec, { kind: 'interruption' }>;

interface Blow {
  readonly spec: Trap;
  /** The group concerned; null where none is. */
  readonly groupId: string | null;
}

const nothing = (): void => undefined;
const settingsPackage = 'com.android.settings';

/** Lets an interruption happen; the returned function gives back what it took, where something can be given back. */
export function strike(phone: Phone, conditions: PhoneConditions, { spec, groupId }: Blow): () => void {
  switch (spec.what) {
    case 'update-dialog':
    case 'permission-dialog':
    case 'teen-mode':
    case 'account-limited':
      return showDialog(phone, dialogOf(phone, spec));
    case 'too-frequent':
      return spec.point === 'before-effect' ? nothing : showDialog(phone, frequencyDialog);
    case 'network-lost':
      return goOffline(phone.display.messenger);
    case 'index-building':
    case 'too-many-results':
      return troubleSearch(phone.display.messenger, spec.what);
    case 'lock-screen':
      conditions.set('lock-screen', true);
      return () => conditions.set('lock-screen', false);
    case 'screen-off':
      phone.display.screens.keyguard.sleep();
      return nothing;
    case 'app-crash':
      return crash(phone);
    case 'wrong-screen':
      leavePage(phone, { spec, groupId });
      return nothing;
    case 'group-dissolved':
    case 'group-renamed':
    case 'removed-from-group':
      changeGroup(phone, { spec, groupId });
      return nothing;
  }
}

function dialogOf({ model }: Phone, { what, wording }: Trap): DialogParts {
  if (what === 'permission-dialog') return permissionDialog(model.skin.kind, wording);
  if (what === 'teen-mode') return teenModeDialog;
  return what === 'account-limited' ? limitDialog : updateDialog;
}

/** Shows a dialog of its own, so that ending it takes away no other; which button was pressed is an act. */
function showDialog({ display }: Phone, parts: DialogParts): () => void {
  const dialog: DialogParts = {
    ...parts,
    onButton: (button) => display.messenger?.note('answer-dialog', { subject: `${parts.title}/${button}` }),
  };
  display.screens.openDialog(dialog);
  return () => display.screens.closeDialog(dialog);
}

function goOffline(messenger: Messenger | null): () => void {
  if (messenger === null) return nothing;
  messenger.isOnline = false;
  return () => {
    messenger.isOnline = true;
  };
}

function troubleSearch(messenger: Messenger | null, trouble: SearchTrouble): () => void {
  messenger?.searchTroubles.add(trouble);
  return () => messenger?.searchTroubles.delete(trouble);
}

function crash(phone: Phone): () => void {
  phone.display.screens.stop(messengerPackage);
  return showDialog(phone, crashDialog);
}

/** Somebody looked something up and put the phone back. */
function leavePage({ display }: Phone, { spec, groupId }: Blow): void {
  const { messenger, screens } = display;
  if (spec.page === 'settings' || messenger === null) {
    display.launchPackage(settingsPackage);
    return;
  }
  const other = messenger.allGroups.find((group) => group.groupId !== groupId);
  if (other === undefined) return;
  screens.open(createChatScreen(messenger, other.groupId));
  if (spec.page === 'other-info') screens.open(createGroupInfoScreen(messenger, other.groupId));
}

/** Somebody outside the desk does it. An owner hands the group over before he can be removed. */
function changeGroup({ world, display, clock }: Phone, { spec, groupId }: Blow): void {
  const { messenger } = display;
  const concerned = groupId ?? messenger?.allGroups[0]?.groupId;
  if (messenger === null || concerned === undefined) return;
  const { personId } = messenger.account;
  const outsider = { accountId: null, at: clock.now() };
  if (spec.what === 'removed-from-group' && world.group(concerned).ownerId === personId) {
    const heir = world.membersOf(concerned).find((member) => member.personId !== personId);
    if (heir === undefined) return;
    world.perform({ kind: 'transfer-owner', groupId: concerned, personId: heir.personId }, outsider);
  }
  world.perform(deedOf(spec, concerned, personId), outsider);
}

function deedOf({ what, name }: Trap, groupId: string, personId: string): Deed {
  if (what === 'group-renamed') return { kind: 'rename-group', groupId, name };
  if (what === 'group-dissolved') return { kind: 'dissolve-group', groupId };
  return { kind: 'remove-member', groupId, personId };
}
