/** What this thread itself took: another process that has the processor meanwhile is none of ours. */
function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

/** Does the work, and tells how long nothing else had its turn meanwhile, in milliseconds of this thread. */
export async function longestTurnOf<T>(
  work: () => Promise<T>,
): Promise<{ readonly value: T; readonly longestMs: number }> {
  let [longestMs, last, isOver] = [0, cpuMs(), false];
  const beat = (): void => {
    const now = cpuMs();
    longestMs = Math.max(longestMs, now - last);
    last = now;
    if (!isOver) setImmediate(beat);
  };
  setImmediate(beat);
  const value = await work();
  isOver = true;
  return { value, longestMs };
}
