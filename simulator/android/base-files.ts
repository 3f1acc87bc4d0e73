import { encodeText } from '../shell/byte-stream.ts';
import type { DirectoryNode, FileNode } from '../shell/file-node.ts';

/** What differs between the base file systems of two phones. */
export interface BaseShape {
  readonly sdk: number;
  /** Names of the executables in `/system/bin`; tools of toybox are links to it. */
  readonly binaries: readonly string[];
  readonly toyboxTools: readonly string[];
  /** Whether `shell` may read the battery's own files. */
  readonly showsBatteryFiles: boolean;
}

type Tree = { readonly [name: string]: Tree | FileNode };

/** Every file that came with the phone is this old (2009-01-01, as in Android images). */
const imageTime = 1_230_768_000_000;

const memory = new Map<string, DirectoryNode>();

/** The file system of a phone as it left the factory. Phones of the same shape share one tree, which nobody changes. */
export function baseFiles(shape: BaseShape): DirectoryNode {
  const key = `${shape.sdk}/${shape.showsBatteryFiles}`;
  const known = memory.get(key);
  if (known !== undefined) return known;
  const built = buildRoot(shape);
  memory.set(key, built);
  return built;
}

function directory(children: Tree, mode = 0o755, owner = 'root', group = owner): DirectoryNode {
  const entries = new Map<string, FileNode>();
  for (const [name, child] of Object.entries(children)) entries.set(name, isNode(child) ? child : directory(child));
  return { kind: 'directory', mode, owner, group, modifiedAt: imageTime, entries, owningTree: null };
}

function isNode(child: Tree | FileNode): child is FileNode {
  return typeof child['kind'] === 'string';
}

function file(text: string, mode = 0o644, group = 'root'): FileNode {
  return { kind: 'file', mode, owner: 'root', group, modifiedAt: imageTime, content: encodeText(text) };
}

function computed(key: string, mode = 0o444): FileNode {
  return { kind: 'file', mode, owner: 'root', group: 'root', modifiedAt: imageTime, content: { key } };
}

function link(target: string): FileNode {
  return { kind: 'link', mode: 0o777, owner: 'root', group: 'root', modifiedAt: imageTime, target };
}

function device(source: 'empty' | 'zeros' | 'noise'): FileNode {
  return { kind: 'device', mode: 0o666, owner: 'root', group: 'root', modifiedAt: imageTime, source };
}

function buildRoot(shape: BaseShape): DirectoryNode {
  const emulated = directory({ '0': sdcard() }, 0o771, 'root', 'sdcard_rw');
  return directory({
    acct: {},
    bin: link('/system/bin'),
    cache: directory({}, 0o770, 'system', 'cache'),
    data: dataPartition(),
    dev: {
      null: device('empty'),
      zero: device('zeros'),
      random: device('noise'),
      urandom: device('noise'),
      tty: device('empty'),
    },
    etc: link('/system/etc'),
    mnt: { user: { '0': { primary: link('/storage/emulated/0') } } },
    odm: {},
    proc: procFiles(),
    sdcard: link('/storage/self/primary'),
    storage: directory({ emulated, self: { primary: link('/mnt/user/0/primary') } }, 0o755),
    sys: sysFiles(shape.showsBatteryFiles),
    system: systemPartition(shape),
    vendor: { bin: {}, etc: {}, lib: {} },
  });
}

function sdcard(): DirectoryNode {
  const names = [
    'Alarms',
    'Android',
    'DCIM',
    'Download',
    'Movies',
    'Music',
    'Notifications',
    'Pictures',
    'Podcasts',
    'Ringtones',
    'tencent',
  ];
  const folder = (): DirectoryNode => directory({}, 0o770, 'root', 'sdcard_rw');
  return directory(Object.fromEntries(names.map((name) => [name, folder()])), 0o770, 'root', 'sdcard_rw');
}

function dataPartition(): DirectoryNode {
  return directory(
    {
      anr: directory({}, 0o775, 'system'),
      app: directory({}, 0o771, 'system'),
      data: directory({}, 0o771, 'system'),
      local: directory({ tmp: directory({}, 0o771, 'shell') }, 0o751),
      media: directory({}, 0o770, 'media_rw'),
      misc: directory({}, 0o1771, 'system', 'misc'),
      system: directory({}, 0o775, 'system'),
    },
    0o771,
    'system',
  );
}

function procFiles(): Tree {
  return {
    cpuinfo: computed('proc/cpuinfo'),
    loadavg: computed('proc/loadavg'),
    meminfo: computed('proc/meminfo'),
    mounts: computed('proc/mounts'),
    stat: computed('proc/stat'),
    uptime: computed('proc/uptime'),
    version: computed('proc/version'),
    sys: { kernel: { random: { boot_id: computed('proc/boot_id'), uuid: computed('proc/uuid') } } },
  };
}

function sysFiles(showsBatteryFiles: boolean): Tree {
  const names = [
    'capacity',
    'temp',
    'voltage_now',
    'cycle_count',
    'charge_full',
    'charge_full_design',
    'status',
    'health',
    'technology',
  ];
  const mode = showsBatteryFiles ? 0o444 : 0o400;
  const battery = Object.fromEntries(names.map((name) => [name, computed(`sys/battery/${name}`, mode)]));
  return {
    class: {
      net: { wlan0: { address: computed('sys/wlan0/address'), operstate: computed('sys/wlan0/operstate') } },
      power_supply: { battery },
    },
  };
}

function systemPartition(shape: BaseShape): Tree {
  const binaries: Record<string, FileNode> = { toybox: binary() };
  for (const name of shape.binaries) binaries[name] = binary();
  for (const name of shape.toyboxTools) binaries[name] = link('toybox');
  return {
    app: {},
    bin: directory(binaries, 0o751, 'root', 'shell'),
    'build.prop': file('# begin build properties\n', shape.sdk >= 26 ? 0o600 : 0o644),
    etc: { hosts: file('127.0.0.1       localhost\n::1             ip6-localhost\n') },
    fonts: {},
    framework: {},
    lib: {},
    'priv-app': {},
    xbin: {},
  };
}

function binary(): FileNode {
  return { kind: 'file', mode: 0o755, owner: 'root', group: 'shell', modifiedAt: imageTime, content: elfHead };
}

/** The first bytes of an executable, so that `file` and `head -c 4` see what they would on a phone. */
const elfHead = Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
