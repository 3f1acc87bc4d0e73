import type { Phone } from '../../contract/phones.ts';
import type { Reading } from './evidence.ts';

const keptReadings = 12;

/** What one phone told of itself lately. */
export interface PhoneStory {
  readonly temperatures: readonly Reading[];
  readonly levels: readonly Reading[];
  readonly isRestarting: boolean;
  readonly rebootAskedAt: number | null;
  readonly build: string | null;
  readonly update: { readonly at: number; readonly from: string; readonly to: string } | null;
  /** When each value was read by the phone's own account, so that one reading counts once. */
  readonly readAt: { readonly temperature: number; readonly level: number };
}

const unknownStory: PhoneStory = {
  temperatures: [],
  levels: [],
  isRestarting: false,
  rebootAskedAt: null,
  build: null,
  update: null,
  readAt: { temperature: 0, level: 0 },
};

/** What phones told of themselves lately: heat, charge, build, and that a restart was under way. */
export class PhoneJournal {
  readonly #stories: Map<string, PhoneStory>;

  /** @param earlier what an earlier run noted */
  constructor(earlier: ReadonlyMap<string, PhoneStory>) {
    this.#stories = new Map(earlier);
  }

  /** Takes a phone as it is shown now. */
  take(phone: Phone, at: number): void {
    this.#stories.set(phone.phoneId, nextStory(this.of(phone.phoneId), phone, at));
  }

  forget(phoneId: string): void {
    this.#stories.delete(phoneId);
  }

  of(phoneId: string): PhoneStory {
    return this.#stories.get(phoneId) ?? unknownStory;
  }

  /** Was it told from here to restart, not longer ago than `withinMs`? */
  isRestartAsked(phoneId: string, at: number, withinMs: number): boolean {
    const { rebootAskedAt } = this.of(phoneId);
    return rebootAskedAt !== null && at - rebootAskedAt <= withinMs;
  }
}

function nextStory(story: PhoneStory, phone: Phone, at: number): PhoneStory {
  const isRestarting = phone.reason.code === 'rebooting';
  const build = buildOf(phone) ?? story.build;
  const isNewBuild = story.build !== null && build !== null && build !== story.build;
  const temperature = readingOf(phone, 'battery-temperature');
  const level = readingOf(phone, 'battery-level');
  return {
    temperatures: withReading(story.temperatures, temperature, { since: story.readAt.temperature, at }),
    levels: withReading(story.levels, level, { since: story.readAt.level, at }),
    isRestarting,
    rebootAskedAt: isRestarting && !story.isRestarting ? at : story.rebootAskedAt,
    build,
    update: isNewBuild ? { at, from: story.build, to: build } : story.update,
    readAt: { temperature: temperature?.at ?? story.readAt.temperature, level: level?.at ?? story.readAt.level },
  };
}

/** Android's version and patch level: what an update changes. */
function buildOf({ facts: { androidRelease, securityPatch } }: Phone): string | null {
  return androidRelease === null || securityPatch === null ? null : `${androidRelease} (${securityPatch})`;
}

function readingOf(phone: Phone, checkId: 'battery-temperature' | 'battery-level'): Reading | null {
  const check = phone.health.checks.find(({ id }) => id === checkId);
  if (check === undefined || check.value === null || check.unknownSinceAt !== null) return null;
  return { at: check.readAt, value: check.value };
}

/** Dated by when the console saw it, as everything in the evidence is. */
function withReading(
  readings: readonly Reading[],
  reading: Reading | null,
  { since, at }: { readonly since: number; readonly at: number },
): readonly Reading[] {
  if (reading === null || reading.at <= since) return readings;
  return [...readings, { at, value: reading.value }].slice(-keptReadings);
}
