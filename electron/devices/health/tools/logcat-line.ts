export interface LogcatLine {
  /** Logcat prints no year unless asked. */
  readonly month: number;
  readonly day: number;
  /** `10:53:37.981`, phone time. */
  readonly time: string;
  readonly pid: number;
  readonly tid: number;
  readonly level: 'V' | 'D' | 'I' | 'W' | 'E' | 'F' | 'S';
  readonly tag: string;
  readonly message: string;
}

const pattern =
  /^(?:\d{4}-)?(\d{2})-(\d{2}) (\d{2}:\d{2}:\d{2}\.\d{3,6}) +(?:\S+ +)?(\d{1,7}) +(\d{1,7}) ([VDIWEFS]) (.*?) *: (.*)$/;

/**
 * Reads one line of `logcat -v threadtime` (Android 5–14; a year and a uid column may be switched on). Null for the
 * `--------- beginning of main` marks and everything else.
 */
export function parseLogcatLine(line: string): LogcatLine | null {
  const match = pattern.exec(line.replace(/\r$/, ''));
  const [, month, day, time, pid, tid, level, tag, message] = match ?? [];
  if (time === undefined || tag === undefined || message === undefined || !isLevel(level)) return null;
  return { month: Number(month), day: Number(day), time, pid: Number(pid), tid: Number(tid), level, tag, message };
}

function isLevel(text: string | undefined): text is LogcatLine['level'] {
  return text !== undefined && 'VDIWEFS'.includes(text);
}
