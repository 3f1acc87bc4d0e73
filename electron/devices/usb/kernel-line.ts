/** What a line of the kernel's log says of USB. */
export const kernelLineKinds = [
  'no-resources',
  'no-power',
  'over-current',
  'config-refused',
  'enumeration-failed',
  'disconnected',
  'connected',
] as const;
export type KernelLineKind = (typeof kernelLineKinds)[number];

export interface KernelLine {
  /** When the console read it, epoch ms. */
  readonly at: number;
  readonly kind: KernelLineKind;
  /** The device or hub port it speaks of (`1-2.3`); null when it names none. */
  readonly portPath: string | null;
  readonly text: string;
}

/** Longest text that is kept of a line. */
const longestText = 200;

/** The kernel's own words (drivers/usb/core `hub.c`, `message.c`, `hcd.c`; drivers/usb/host `xhci.c`, `xhci-mem.c`). */
const patterns: readonly (readonly [RegExp, KernelLineKind])[] = [
  [/not enough host controller resources|max number of devices this xhci host supports/i, 'no-resources'],
  [/not enough bandwidth/i, 'no-resources'],
  [/insufficient available bus power/i, 'no-power'],
  [/over-?current/i, 'over-current'],
  [/can't set config #\d+, error -(?:12|28)\b/i, 'config-refused'],
  [/unable to enumerate usb device|device not accepting address|maybe the usb cable is bad/i, 'enumeration-failed'],
  [/USB disconnect, device number/i, 'disconnected'],
  [/: new [\w -]{1,40} USB device number/i, 'connected'],
];

/** Reads one line; null when it says nothing of what concerns phones on USB. */
export function readKernelLine(line: string, at: number): KernelLine | null {
  if (!/\b(?:usb|xhci|hub)/i.test(line)) return null;
  const kind = patterns.find(([pattern]) => pattern.test(line))?.[1];
  if (kind === undefined) return null;
  return { at, kind, portPath: portPathIn(line), text: messageOf(line) };
}

/** `usb 1-2.3: …`, `usb 1-2-port3: …`, `usb usb1-port4: …` (the computer's own port), `hub 1-2:1.0: … port 3`. */
function portPathIn(line: string): string | null {
  const hubPort = /\busb (\d+-\d+(?:\.\d+)*)-port(\d+)/.exec(line);
  if (hubPort !== null) return `${hubPort[1]}.${hubPort[2]}`;
  const rootPort = /\busb usb(\d+)-port(\d+)/.exec(line);
  if (rootPort !== null) return `${rootPort[1]}-${rootPort[2]}`;
  const ofHub = /\bhub (\d+-\d+(?:\.\d+)*):1\.0: .*port (\d+)/.exec(line);
  if (ofHub !== null) return `${ofHub[1]}.${ofHub[2]}`;
  return /\busb (\d+-\d+(?:\.\d+)*):/.exec(line)?.[1] ?? null;
}

/** Without the log's own time and host name, so that the line names no machine. */
function messageOf(line: string): string {
  const start = line.search(/\b(?:usb|xhci_hcd|ehci-pci|hub) /);
  return (start < 0 ? line : line.slice(start)).trim().slice(0, longestText);
}
