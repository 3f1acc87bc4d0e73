/** The independent clients that are tried against a virtual phone. */
export const clientNames = ['adb', 'adbkit', 'Tango'] as const;
export type ClientName = (typeof clientNames)[number];

/**
 * What these clients have no call for; anything else must pass. Written down by hand: a client of which more is left
 * out than this has not been tried.
 */
export const unofferedOperations: Readonly<Record<ClientName, readonly string[]>> = {
  adb: ['a socket on the phone answers', 'stat of a file', 'stat of a missing file'],
  adbkit: [
    'exit status 0',
    'exit status 1',
    'exit status 7',
    'exit status 127',
    'unknown command: 127 and the reason',
    'stderr apart from stdout',
    'raw output of 1 MB, every byte value',
    'input of 3 MB',
    'reverse removed',
    'adb features',
  ],
  Tango: [
    'forward to a socket on the phone',
    'install and uninstall an app',
    'an app for a newer Android is refused',
    'a broken app is refused',
  ],
};
