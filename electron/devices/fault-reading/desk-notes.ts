import type { KernelLine } from '../usb/kernel-line.ts';
import type { Refusal } from '../usb/usb-watch.ts';
import type { DropNotes } from './drop-journal.ts';
import type { ServerLoss } from './evidence.ts';
import type { PhoneStory } from './phone-journal.ts';

/** What the desk is read from and nobody would say again: kept over a restart of the console. */
export interface DeskNotes extends DropNotes {
  readonly losses: ReadonlyMap<string, readonly ServerLoss[]>;
  /** Of phones that are away. */
  readonly stories: ReadonlyMap<string, PhoneStory>;
  readonly refusals: readonly Refusal[];
  readonly kernelLines: readonly KernelLine[];
}

export const noNotes: DeskNotes = {
  drops: [],
  arrivals: [],
  reboots: new Map(),
  losses: new Map(),
  stories: new Map(),
  refusals: [],
  kernelLines: [],
};

export type NoteKind = 'drop' | 'arrival' | 'reboots' | 'losses' | 'story' | 'refusal' | 'kernel-line';

/** One line of the notes as it is stored: what it is called, and what it says. */
export interface Note {
  readonly kind: NoteKind;
  readonly noteId: string;
  /** The same object as long as it says the same. */
  readonly body: object;
}

/** The notes line by line. */
export function linesOf(notes: DeskNotes): Note[] {
  return [
    ...notes.drops.map((drop) => line('drop', `${drop.at} ${drop.routeId}`, drop)),
    ...notes.arrivals.map((arrival) => line('arrival', `${arrival.at} ${arrival.phoneId}`, arrival)),
    ...[...notes.reboots].map(([phoneId, times]) => line('reboots', phoneId, times)),
    ...[...notes.losses].map(([hostId, losses]) => line('losses', hostId, losses)),
    ...[...notes.stories].map(([phoneId, story]) => line('story', phoneId, story)),
    ...notes.refusals.map((refusal) => line('refusal', refusal.portPath, refusal)),
    ...notes.kernelLines.map((words) => line('kernel-line', `${words.at} ${words.text}`, words)),
  ];
}

function line(kind: NoteKind, noteId: string, body: object): Note {
  return { kind, noteId, body };
}
