/** What Linux writes into its log about USB, in its own words. Numbers of devices count up as they are plugged. */
export const kernelWords = {
  plugged: (port: string, device: number): string =>
    `usb ${port}: new high-speed USB device number ${device} using xhci_hcd`,
  unplugged: (port: string, device: number): string => `usb ${port}: USB disconnect, device number ${device}`,
  noResources: (): string => 'xhci_hcd 0000:00:14.0: Not enough host controller resources for new device state.',
  configRefused: (port: string): string => `usb ${port}: can't set config #1, error -12`,
  overCurrent: (hub: string, port: number): string => `usb ${hub}-port${port}: over-current condition`,
  badCable: (hub: string, port: number): string => `usb ${hub}-port${port}: Cannot enable. Maybe the USB cable is bad?`,
} as const;
