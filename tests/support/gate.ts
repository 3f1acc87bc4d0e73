/** Numbers that a test and the threads that it started see at the same time. */
export type Gate = Int32Array;

/** Where in a gate what stands. */
export const places = { isOpen: 0, atWork: 1, begun: 2 } as const;

export function closedGate(): Int32Array<SharedArrayBuffer> {
  return new Int32Array(new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT));
}

export function openGate(gate: Gate): void {
  Atomics.store(gate, places.isOpen, 1);
  Atomics.notify(gate, places.isOpen);
}

/** Waits until so many tasks began; they may be over. */
export async function untilBegun(gate: Int32Array<SharedArrayBuffer>, count: number): Promise<void> {
  for (let begun = Atomics.load(gate, places.begun); begun < count; begun = Atomics.load(gate, places.begun)) {
    await Atomics.waitAsync(gate, places.begun, begun).value;
  }
}
