/** How far two counts of one subject's people may be apart: by so many, or by that share of what was expected. */
export interface SizeTolerance {
  readonly least: number;
  readonly share: number;
}

/** Groups grow between plan and act; two groups of one name rarely are of one size. */
export const sameSubject: SizeTolerance = { least: 10, share: 0.2 };

/** People come and go between two readings. */
export const peopleCome: SizeTolerance = { least: 3, share: 0.05 };
