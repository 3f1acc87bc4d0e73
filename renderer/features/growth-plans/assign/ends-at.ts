const dayMs = 86_400_000;
/** A minute short of whole days, so that a yes that takes a moment is not one too long. */
const shortMs = 60_000;

/** When a plan that is given for so many days ends. `deskNow`: the time by which the console judges it, which the PC's need not be. */
export function endsAt(deskNow: number, days: number): number {
  return deskNow + days * dayMs - shortMs;
}
