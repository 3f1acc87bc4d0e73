import { mkdirSync, rmSync } from 'node:fs';
import { allLooks, quickLooks } from './look.ts';
import { writeContactSheet } from './contact-sheet.ts';
import { Photographer, type Picture } from './photographer.ts';
import type { AnySession } from './session.ts';
import { benchSession } from './bench-shots.ts';
import { cabledDeskSession, placedDeskSession } from './desk-map-shots.ts';
import { historySession } from './history-shots.ts';
import { operatorSession } from './operator-shots.ts';
import { realDeskSession, windowsDeskSession } from './real-desk-shots.ts';
import { impossibleStates, surroundingSessions } from './surrounding-shots.ts';
import { virtualDeskSession } from './virtual-desk-shots.ts';

export interface ShotsOptions {
  /** Where the pictures and `index.html` go; emptied first unless only some are taken. */
  readonly folder: string;
  /** Each state once in two looks, and no hundred phones. */
  readonly isQuick: boolean;
  /** Only shots whose name contains this. */
  readonly only: string | null;
  readonly say: (text: string) => void;
  readonly signal: AbortSignal;
}

export interface ShotsReport {
  readonly pictures: readonly Picture[];
  /** Pictures that were to be taken. */
  readonly expectedCount: number;
  /** Everything that does not hold, one line each. */
  readonly failures: readonly string[];
  /** States that this computer cannot bring about, with what they need. */
  readonly leftOut: readonly { readonly name: string; readonly needs: string }[];
}

/** Sessions at the same time: as many as two cores can serve. */
const parallel = 2;

/** Starts the real app once per desk and takes a picture of every page and state. */
export async function takeShots(options: ShotsOptions): Promise<ShotsReport> {
  const { folder, isQuick, only, say, signal } = options;
  if (only === null) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const looks = isQuick ? quickLooks : allLooks;
  const photographer = new Photographer({ folder, looks, say, signal });
  const isWanted = (name: string): boolean => only === null || name.includes(only);
  const waiting = [...sessionsOf(isQuick)];
  const work = async (): Promise<void> => {
    for (let session = waiting.shift(); session !== undefined; session = waiting.shift()) {
      await session.take(photographer, isWanted);
    }
  };
  await Promise.all(Array.from({ length: parallel }, work));
  const { pictures, failures } = photographer;
  writeContactSheet(folder, pictures);
  const wrong = pictures.flatMap(({ file, complaints }) => complaints.map((text) => `${file}: ${text}`));
  return {
    pictures,
    expectedCount: photographer.expectedCount,
    failures: [...failures, ...wrong],
    leftOut: impossibleStates.filter(({ name }) => isWanted(name)),
  };
}

/** The longest first, so that none of them runs alone at the end. */
function sessionsOf(isQuick: boolean): readonly AnySession[] {
  const desks = [
    cabledDeskSession(6),
    placedDeskSession(),
    realDeskSession(),
    virtualDeskSession(6),
    historySession(6),
    operatorSession(),
    benchSession(),
    windowsDeskSession(),
  ];
  return isQuick
    ? [...desks, ...surroundingSessions]
    : [virtualDeskSession(100), historySession(100), cabledDeskSession(100), ...desks, ...surroundingSessions];
}
