/** A round of looks at the backs of phones: when it falls due, and when somebody does it. */
export interface RoundForm {
  /** Day of the line on which the looks fall due. */
  readonly dueDay: number;
  /** Hours after that; more than one where the phones are looked at in parts. */
  readonly signedAfterHours: readonly number[];
}

/** Phones, by their place on the desk, that are signed off at one moment. */
export interface SignOff {
  readonly at: number;
  readonly places: readonly number[];
}

export interface CareRound {
  readonly dueAt: number;
  readonly places: readonly number[];
  readonly signOffs: readonly SignOff[];
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Shares the phones of a desk out among the rounds, and a round's among its parts. Pure. */
export function planRounds(
  forms: readonly RoundForm[],
  { fromAt, phoneCount }: { readonly fromAt: number; readonly phoneCount: number },
): CareRound[] {
  const all = Array.from({ length: phoneCount }, (_, place) => place + 1);
  return forms.map(({ dueDay, signedAfterHours }, round) => {
    const dueAt = fromAt + dueDay * dayMs;
    const places = all.filter((place) => place % forms.length === round);
    const signOffs = signedAfterHours.map((hours, part) => ({
      at: dueAt + hours * hourMs,
      places: places.filter((_, index) => index % signedAfterHours.length === part),
    }));
    return { dueAt, places, signOffs };
  });
}
