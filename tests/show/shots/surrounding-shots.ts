import { ListProxy } from '../../../simulator/proxy/list-proxy.ts';
import { askForRestore, restoreBackup } from '../../support/console-pages/restore-backup.ts';
import { pretendWindows } from '../../support/desk-states/app-clock.ts';
import { openBrokenFolder, type BrokenFolderKind } from '../../support/desk-states/broken-folder.ts';
import { openMachineAdb } from '../../support/desk-states/machine-adb.ts';
import { openStrangeServer } from '../../support/desk-states/strange-server.ts';
import { freePort } from '../../support/free-port.ts';
import { canMountSmallDisk, smallDiskNeeds } from '../../support/small-disk.ts';
import { wear, wearAfterReload } from './look.ts';
import { acceptRules, defineSession, openConsole, orClose, type AnySession } from './session.ts';
import type { Shot } from './shot.ts';

const vendors = ['xiaomi', 'huawei', 'oppo', 'vivo', 'meizu', 'samsung', 'plain'] as const;

const rest = async (): Promise<void> => undefined;

const vendorShots = vendors.map((vendor): Shot => ({
  name: `no-phones-${vendor}`,
  texts: ['empty.title', `guide.${vendor}.1`, 'guide.always', 'demo.start'],
  arrange: async (console) => {
    await console.page.getByRole('tab', { name: console.text(`guide.${vendor}.name`) }).click();
  },
}));

/** An adb server without a phone; the same window told that it runs on Windows comes last. */
const noPhones = defineSession({
  phones: 0,
  title: 'no phones',
  wear,
  open: async () => {
    const adb = await openMachineAdb();
    const opened = await openConsole(null, { adbPort: adb.port, phones: 0 }, [() => adb.close()]);
    await orClose(opened, () => acceptRules(opened.console));
    return opened;
  },
  shots: [
    ...vendorShots,
    {
      name: 'windows-driver',
      texts: ['guide.driver.name', 'guide.driver.1', 'guide.driver.3'],
      arrange: async (console) => {
        await pretendWindows(console.app);
        await console.page.reload();
      },
    },
  ],
});

const serverDown = defineSession({
  phones: 0,
  title: 'adb server down',
  wear,
  open: async () => {
    const opened = await openConsole(null, { adbPort: await freePort(), phones: 0, flags: ['--no-adb-start'] });
    await orClose(opened, () => acceptRules(opened.console));
    return opened;
  },
  shots: [
    {
      name: 'server-down',
      texts: ['host.trouble', 'error.adb-server-unreachable.cause', 'host.start-server'],
      arrange: rest,
    },
  ],
});

const adbMissing = defineSession({
  phones: 0,
  title: 'no adb program',
  wear,
  open: async () => {
    const flags = ['--adb=/opt/platform-tools/adb'];
    const opened = await openConsole(null, { adbPort: await freePort(), phones: 0, flags });
    await orClose(opened, () => acceptRules(opened.console));
    return opened;
  },
  shots: [
    {
      name: 'adb-missing',
      texts: ['empty.adb-title', 'empty.adb-text', 'host.set-adb-path', 'guide.adb-debian.1'],
      arrange: rest,
    },
  ],
});

const versionClash = defineSession({
  phones: 0,
  title: 'adb server of another version',
  wear,
  open: async () => {
    const adb = await openMachineAdb();
    const proxy = new ListProxy(adb.port, { rows: [], version: 40 });
    await proxy.listen(await freePort());
    const closers = [() => proxy.close(), () => adb.close()];
    const opened = await openConsole(null, { adbPort: proxy.port, phones: 0 }, closers);
    await orClose(opened, () => acceptRules(opened.console));
    return opened;
  },
  shots: [
    {
      name: 'adb-version-clash',
      texts: ['error.adb-version-clash.cause', 'host.other-server', 'host.own-program'],
      arrange: rest,
    },
  ],
});

const portTaken = defineSession({
  phones: 0,
  title: 'port taken by another program',
  wear,
  open: async () => {
    const web = await openStrangeServer('web');
    const opened = await openConsole(null, { adbPort: web.port, phones: 0 }, [() => web.close()]);
    await orClose(opened, () => acceptRules(opened.console));
    return opened;
  },
  shots: [{ name: 'adb-port-taken', texts: ['error.adb-port-taken.cause', 'host.start-server'], arrange: rest }],
});

const loading = defineSession({
  phones: 0,
  title: 'loading',
  wear,
  open: async () => {
    const mute = await openStrangeServer('mute');
    const opened = await openConsole(null, { adbPort: mute.port, phones: 0 }, [() => mute.close()]);
    await orClose(opened, () => acceptRules(opened.console));
    return opened;
  },
  shots: [{ name: 'loading', texts: ['app.loading', 'attendance.line'], arrange: rest }],
});

const folderFaults: Readonly<Record<BrokenFolderKind, string>> = {
  locked: 'data-folder-locked',
  corrupt: 'database-corrupt',
  'corrupt-without-backup': 'database-corrupt',
  newer: 'database-newer',
  full: 'disk-full',
};

function stateOf(kind: BrokenFolderKind): string {
  const name = `start-${folderFaults[kind]}`;
  return kind === 'corrupt-without-backup' ? `${name}-empty` : name;
}

const restoreAsked: Shot = {
  name: 'restore-asked',
  texts: ['restore.newest-text', 'restore.kept', 'restore.newest-confirm'],
  arrange: askForRestore,
  isArrangedPerLook: true,
};

/** How the page says to go on. */
const offers: Readonly<Record<BrokenFolderKind, string>> = {
  locked: 'app.start-failed.text',
  corrupt: 'restore.newest',
  'corrupt-without-backup': 'restore.empty',
  newer: 'app.start-failed.text',
  full: 'app.start-failed.text',
};

function brokenFolder(kind: BrokenFolderKind): AnySession {
  const code = folderFaults[kind];
  return defineSession({
    phones: 0,
    title: `start on a folder that is ${kind}`,
    wear: wearAfterReload,
    open: async () => {
      const folder = openBrokenFolder(kind);
      const { dataFolder } = folder;
      const launch = { dataFolder, adbPort: await freePort(), phones: 0 };
      const opened = await openConsole(null, launch, [() => folder.close()]);
      await orClose(opened, () => opened.console.untilLoaded());
      return opened;
    },
    shots: [
      {
        name: stateOf(kind),
        texts: ['app.start-failed.title', `error.${code}.cause`, `error.${code}.cure`, offers[kind]],
        arrange: rest,
      },
      ...(kind === 'corrupt' ? [restoreAsked] : []),
    ],
  });
}

/** A damaged database after the one click that cures it. */
const restored = defineSession({
  phones: 0,
  title: 'a backup restored',
  wear,
  open: async () => {
    const folder = openBrokenFolder('corrupt');
    const launch = { dataFolder: folder.dataFolder, adbPort: await freePort(), phones: 0, flags: ['--no-adb-start'] };
    const opened = await openConsole(null, launch, [() => folder.close()]);
    await orClose(opened, async () => {
      await restoreBackup(opened.console);
      await acceptRules(opened.console);
    });
    return opened;
  },
  shots: [{ name: 'restored', texts: ['restored.newest', 'restored.kept'], arrange: rest }],
});

/** What can be wrong around the phones. A full disk needs a small one to be mounted, which takes Linux and root. */
export const surroundingSessions: readonly AnySession[] = [
  noPhones,
  serverDown,
  adbMissing,
  versionClash,
  portTaken,
  loading,
  brokenFolder('locked'),
  brokenFolder('corrupt'),
  brokenFolder('corrupt-without-backup'),
  restored,
  brokenFolder('newer'),
  ...(canMountSmallDisk ? [brokenFolder('full')] : []),
];

/** States that this computer cannot bring about, each with the reason. */
export const impossibleStates: readonly { readonly name: string; readonly needs: string }[] = canMountSmallDisk
  ? []
  : [{ name: stateOf('full'), needs: smallDiskNeeds }];
