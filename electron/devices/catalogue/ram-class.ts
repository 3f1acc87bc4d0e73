/**
 * The kernel keeps a part of the memory for itself, so MemTotal lies below what the box says (a 4 GB phone: 3.60 GiB, a
 * 3 GB phone: 2.76 GiB). Lower bounds in GiB, from those samples.
 */
const classes = [
  [14, 16],
  [10.5, 12],
  [7, 8],
  [5.2, 6],
  [3.3, 4],
  [2.4, 3],
  [1.5, 2],
  [0.7, 1],
] as const;

/** The nominal size in GB that a MemTotal in MiB belongs to; 0 below any class. */
export function ramClassOf(ramMb: number): number {
  return classes.find(([leastGib]) => ramMb / 1024 >= leastGib)?.[1] ?? 0;
}
