/** A partition as `df` prints it. */
export interface Partition {
  readonly device: string;
  readonly mountedOn: string;
  readonly totalKb: number;
  readonly usedKb: number;
  readonly isReadOnly: boolean;
}

const rootUsedKb = 48;

/** Room on the phone: one data partition that apps, files and the SD-card view share. */
export class Storage {
  readonly #totalKb: number;
  readonly #sdk: number;
  #usedKb: number;
  #fillerKb = 0;

  constructor(totalKb: number, usedKb: number, sdk: number) {
    this.#totalKb = totalKb;
    this.#usedKb = usedKb;
    this.#sdk = sdk;
  }

  get totalKb(): number {
    return this.#totalKb;
  }

  get freeKb(): number {
    return Math.max(0, this.#totalKb - Math.ceil(this.#usedKb) - this.#fillerKb);
  }

  hasRoom(bytes: number): boolean {
    return bytes <= 0 || bytes / 1024 <= this.freeKb;
  }

  /** Books bytes that were written (or, negative, freed). */
  charge(bytes: number): void {
    this.#usedKb = Math.max(0, this.#usedKb + bytes / 1024);
  }

  /** Fills the partition until so many KiB are free; null takes the filling away. */
  fillUntil(freeKb: number | null): void {
    this.#fillerKb = 0;
    if (freeKb !== null) this.#fillerKb = Math.max(0, this.freeKb - freeKb);
  }

  /** Everything that is mounted, in the order of `/proc/mounts`. */
  partitions(): readonly Partition[] {
    const usedKb = this.#totalKb - this.freeKb;
    const emulated = this.#sdk >= 30 ? '/dev/fuse' : '/data/media';
    const systemKb = this.#sdk >= 29 ? 3_539_952 : 2_886_640;
    const root: Partition =
      this.#sdk >= 28
        ? { device: '/dev/root', mountedOn: '/', totalKb: systemKb, usedKb: systemKb - 9_860, isReadOnly: true }
        : { device: 'rootfs', mountedOn: '/', totalKb: 1_880_532, usedKb: rootUsedKb * 90, isReadOnly: true };
    const system: readonly Partition[] =
      this.#sdk >= 28
        ? []
        : [{ device: '/dev/block/dm-0', mountedOn: '/system', totalKb: systemKb, usedKb: 2_211_904, isReadOnly: true }];
    return [
      root,
      { device: 'tmpfs', mountedOn: '/dev', totalKb: 1_898_016, usedKb: 744, isReadOnly: false },
      { device: 'tmpfs', mountedOn: '/mnt', totalKb: 1_898_016, usedKb: 0, isReadOnly: false },
      ...system,
      { device: '/dev/block/dm-1', mountedOn: '/vendor', totalKb: 1_016_892, usedKb: 1_000_508, isReadOnly: true },
      { device: '/dev/block/mmcblk0p52', mountedOn: '/cache', totalKb: 253_920, usedKb: 5_100, isReadOnly: false },
      { device: '/dev/block/dm-2', mountedOn: '/data', totalKb: this.#totalKb, usedKb, isReadOnly: false },
      { device: emulated, mountedOn: '/storage/emulated', totalKb: this.#totalKb, usedKb, isReadOnly: false },
    ];
  }
}
