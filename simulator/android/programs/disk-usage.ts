import { describeErrno, isRefusal } from '../../shell/errno.ts';
import { humanSize } from '../../shell/tools/list-tool.ts';
import { parseOptions } from '../../shell/tools/options.ts';
import type { PhoneProgram } from '../phone-program.ts';
import type { Partition } from '../storage.ts';

/** Least widths of the first five columns (toybox `df.c`). */
const leastWidths = [14, 9, 4, 9, 4];
const leastHumanWidths = [14, 4, 5, 5, 4];

/** `df [-hk] [FILE…]`: the partitions, or those that hold the given files. */
export const df: PhoneProgram = async (process, phone) => {
  const options = parseOptions(process, { letters: 'HPkhit:a' });
  const partitions = phone.storage.partitions();
  const chosen: Partition[] = [];
  let status = 0;
  for (const name of options.operands) {
    const real = process.files.realPath(process.path(name));
    if (isRefusal(real)) status = await process.fail(`${name}: ${describeErrno(real.errno)}`);
    else chosen.push(holderOf(real, partitions));
  }
  const isHuman = options.has('h') || options.has('H');
  const header = isHuman ? ['Size', 'Used', 'Avail'] : ['1K-blocks', 'Used', 'Available'];
  const rows = (options.operands.length === 0 ? partitions : chosen).map((partition) => columnsOf(partition, isHuman));
  const table = [['Filesystem', ...header, 'Use%', 'Mounted on'], ...rows];
  const least = isHuman ? leastHumanWidths : leastWidths;
  const widths = least.map((width, column) => Math.max(width, ...table.map((row) => row[column]?.length ?? 0)));
  const lines = table.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join(' '),
  );
  await process.print(lines.map((line) => `${line}\n`).join(''));
  return status;
};

function columnsOf(partition: Partition, isHuman: boolean): string[] {
  const { totalKb, usedKb } = partition;
  const freeKb = Math.max(0, totalKb - usedKb);
  const share = totalKb === 0 ? 0 : Math.ceil((100 * usedKb) / totalKb);
  const format = (kb: number): string => (isHuman ? humanSize(kb * 1024) : String(kb));
  return [partition.device, format(totalKb), format(usedKb), format(freeKb), `${share}%`, partition.mountedOn];
}

/** The partition that a path lies on: the longest mount point above it. */
function holderOf(realPath: string, partitions: readonly Partition[]): Partition {
  const above = partitions.filter(
    ({ mountedOn }) => mountedOn === '/' || realPath === mountedOn || realPath.startsWith(`${mountedOn}/`),
  );
  const holder = above.toSorted((a, b) => b.mountedOn.length - a.mountedOn.length)[0];
  if (holder === undefined) throw new Error('a phone without a root partition');
  return holder;
}

/** `mount` without arguments lists; mounting is refused to `shell`. */
export const mount: PhoneProgram = async (process, phone) => {
  if (process.args.length > 0) return process.fail(`'${process.args.at(-1) ?? ''}': Permission denied`);
  const lines = phone.storage
    .partitions()
    .map(
      ({ device, mountedOn, isReadOnly }) =>
        `${device} on ${mountedOn} type ext4 (${isReadOnly ? 'ro' : 'rw'},seclabel,relatime)\n`,
    );
  await process.print(lines.join(''));
  return 0;
};
