import type { GroupLine } from '../world/chat-book.ts';
import type { Messenger } from './messenger.ts';
import { fill } from './wording.ts';

/** A grey line of a chat in the words of this version, as this account reads it. */
export function lineText(messenger: Messenger, line: GroupLine): string {
  const { lines } = messenger.variant;
  const own = messenger.account.personId;
  const isMine = line.actorId === own;
  const isMe = line.personId === own;
  const who = line.actorId === null ? '群主' : messenger.nameOf(line.actorId);
  const words = { who, whom: line.personId === null ? '' : messenger.nameOf(line.personId), name: line.name ?? '' };
  switch (line.kind) {
    case 'renamed':
      return fill(isMine ? lines.renamedByYou : lines.renamedBy, words);
    case 'removed':
      return fill(removedTemplate(messenger, isMine, isMe), words);
    case 'left':
      return fill(lines.left, words);
    case 'joined':
      return fill(lines.joined, words);
    case 'owner-changed':
      return fill(isMe ? lines.youAreOwner : lines.newOwner, words);
    case 'dissolved':
    case 'restricted':
    case 'opened':
      return fill(lines[line.kind], words);
  }
}

function removedTemplate({ variant: { lines } }: Messenger, isMine: boolean, isMe: boolean): string {
  if (isMe) return lines.youWereRemoved;
  return isMine ? lines.youRemoved : lines.removed;
}
