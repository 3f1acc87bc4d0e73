import { listTree, readCpuMs, readPssMb, type ProcessEntry } from './process-usage.ts';

/** `main`, `renderer`, `gpu-process`, `utility`, `zygote`; `simulator` for the utility process of the virtual phones. */
export interface ElectronProcess {
  readonly pid: number;
  readonly kind: string;
}

/** The processes of a running Electron app; what it started that is no Electron (an adb server) is left out. */
export function listElectron(mainPid: number): readonly ElectronProcess[] {
  const tree = listTree(mainPid);
  const main = tree.find(({ pid }) => pid === mainPid);
  if (main === undefined) throw new Error(`no process ${mainPid}`);
  return tree
    .filter(({ executable }) => executable === main.executable)
    .map((entry) => ({ pid: entry.pid, kind: entry === main ? 'main' : kindOf(entry) }));
}

/** Node in a utility process is the simulator: the console forks nothing else. */
function kindOf({ commandLine }: ProcessEntry): string {
  const words = commandLine.flatMap((word) => word.split(' '));
  if (words.some((word) => word.startsWith('--utility-sub-type=node.mojom.NodeService'))) return 'simulator';
  return words.find((word) => word.startsWith('--type='))?.slice('--type='.length) ?? 'unknown';
}

export interface Footprint {
  readonly kind: string;
  readonly pssMb: number;
}

export function readFootprints(processes: readonly ElectronProcess[]): readonly Footprint[] {
  return processes.map(({ pid, kind }) => ({ kind, pssMb: readPssMb(pid) }));
}

/** Time on a core of all of them, ms. */
export function readCpuOf(processes: readonly ElectronProcess[]): number {
  return processes.reduce((sum, { pid }) => sum + readCpuMs(pid), 0);
}
