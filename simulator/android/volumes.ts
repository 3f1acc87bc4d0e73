import type { SkinKind } from '../models/phone-model.ts';

/** Numbers of `AudioManager.STREAM_*`. */
export const streams = { ring: 2, music: 3 } as const;

export interface VolumeRange {
  readonly least: number;
  readonly most: number;
}

const names: Readonly<Record<number, string>> = {
  0: 'STREAM_VOICE_CALL',
  1: 'STREAM_SYSTEM',
  2: 'STREAM_RING',
  3: 'STREAM_MUSIC',
  4: 'STREAM_ALARM',
  5: 'STREAM_NOTIFICATION',
};
const ranges: Readonly<Record<number, VolumeRange>> = {
  0: { least: 1, most: 5 },
  1: { least: 0, most: 7 },
  2: { least: 0, most: 7 },
  3: { least: 0, most: 15 },
  4: { least: 1, most: 7 },
  5: { least: 0, most: 7 },
};
const factory: Readonly<Record<number, number>> = { 0: 4, 1: 5, 2: 5, 3: 5, 4: 6, 5: 5 };
/** Samsung counts every volume in fifteen steps. */
const oneUiMost = 15;

/** How loud each stream of a phone is, in the steps of its audio service. */
export class Volumes {
  readonly #skin: SkinKind;
  readonly #changed = new Map<number, number>();

  constructor(skin: SkinKind) {
    this.#skin = skin;
  }

  /** The stream's name as Android prints it; null for one that does not exist. */
  nameOf(stream: number): string | null {
    return names[stream] ?? null;
  }

  rangeOf(stream: number): VolumeRange {
    const range = ranges[stream] ?? { least: 0, most: 0 };
    return this.#skin === 'oneui' && range.least === 0 ? { ...range, most: oneUiMost } : range;
  }

  get(stream: number): number {
    return this.#changed.get(stream) ?? factory[stream] ?? 0;
  }

  /** False for an index outside the range, which changes nothing. */
  set(stream: number, index: number): boolean {
    const { least, most } = this.rangeOf(stream);
    if (names[stream] === undefined || !Number.isInteger(index) || index < least || index > most) return false;
    this.#changed.set(stream, index);
    return true;
  }
}
