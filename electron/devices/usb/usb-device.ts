/** A device as the operating system sees it on USB, whatever adb says. */
export interface UsbDevice {
  /** `1-2.3`. */
  readonly portPath: string;
  readonly serial: string | null;
  readonly product: string | null;
  readonly isHub: boolean;
  /** Ports of a hub. */
  readonly portCount: number | null;
  /** False when the system refused it power or controller resources: present and unusable. */
  readonly isConfigured: boolean;
  /** False when a rule of the system keeps it out (USBGuard and its like): nothing of it can be used, and nothing is short. */
  readonly isAuthorized: boolean;
  /** It offers adb's interface, that is: USB debugging is on. */
  readonly hasAdb: boolean;
  /** It offers its files: Android is running, neither off and charging nor in recovery. */
  readonly hasFiles: boolean;
  /** It offers fastboot: it waits in its bootloader. */
  readonly isBootloader: boolean;
}

/** What the operating system says of USB. */
export interface UsbPresence {
  /** Every device now; null where the system does not tell. Never rejects. */
  read(): Promise<readonly UsbDevice[] | null>;
}
