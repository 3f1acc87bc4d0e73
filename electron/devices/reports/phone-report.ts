import type { ErrorCode } from '../../contract/outcome.ts';
import type { Phone } from '../../contract/phones.ts';
import type { PlainFile } from './plain-file.ts';
import type { PhoneOutput } from './phone-outputs.ts';

export interface PhoneReport {
  readonly phone: Phone;
  readonly outputs: readonly PhoneOutput[];
  /** Why the phone could not be asked now; its outputs are then those of the latest polls. */
  readonly fault: ErrorCode | null;
}

/**
 * The files of one phone: each output as the phone printed it, named like `dumpsys-battery-redmi-7-miui-12-a10.txt`, its
 * health as the console judged it, and an index that says where each came from.
 */
export function filesOfReport(report: PhoneReport, folder: string): PlainFile[] {
  const suffix = describeModel(report.phone);
  const named = report.outputs.map((output) => ({ output, name: `${output.name}-${suffix}.txt` }));
  return [
    { name: `${folder}SOURCES.md`, text: writeIndex(report, named) },
    { name: `${folder}health.json`, text: `${JSON.stringify(healthOf(report.phone), null, 2)}\n` },
    ...named.map(({ output, name }) => ({
      name: folder + name,
      text: output.text,
      isNumbersOnly: output.isNumbersOnly,
      isLog: output.isLog,
    })),
  ];
}

/** `phone-12/`, or the place in the list for a phone without a number. */
export function folderOf(phone: Phone, place: number): string {
  return phone.number === null ? `phone-without-number-${place}/` : `phone-${phone.number}/`;
}

/** `redmi-7-miui-12.0.3-a10`: model, skin and Android, as file names may have them. */
function describeModel({ facts }: Phone): string {
  const parts = [facts.marketName ?? facts.model ?? 'unknown', facts.skin, `a${facts.androidRelease ?? 'unknown'}`];
  return parts
    .filter((part) => part !== null)
    .join('-')
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replaceAll(/-{2,}/g, '-');
}

function healthOf({ state, reason, health, catalogue }: Phone): object {
  const { score, checks, polledAt } = health;
  return { state, reason, score, polledAt, catalogueVerdict: catalogue.verdict, modelKey: catalogue.modelKey, checks };
}

interface NamedOutput {
  readonly output: PhoneOutput;
  readonly name: string;
}

function writeIndex({ phone, fault }: PhoneReport, named: readonly NamedOutput[]): string {
  const { facts } = phone;
  const head = [
    '# 手机报告 / Phone report',
    '',
    `- 编号 / number: ${phone.number ?? '-'}`,
    `- 型号 / model: ${[facts.brand, facts.marketName, facts.model].filter((part) => part !== null).join(' / ')}`,
    `- 系统 / system: Android ${facts.androidRelease ?? '?'} (SDK ${facts.sdk ?? '?'}), ${facts.skin ?? 'stock'}`,
    ...(fault === null
      ? []
      : [
          `- 现在无法询问手机，以下是最近几次检查的输出 / the phone could not be asked, outputs of the latest polls: ${fault}`,
        ]),
    '',
    ...maskLegend,
    '',
    '| file | command | exit | read at (UTC) |',
    '|---|---|---|---|',
  ];
  return [...head, ...named.map(writeRow), ''].join('\n');
}

function writeRow({ output, name }: NamedOutput): string {
  const exit = output.fault ?? output.exitCode ?? 'cut';
  const command = output.command.replaceAll('|', String.raw`\|`);
  return `| ${name} | \`${command}\` | ${exit} | ${new Date(output.readAt).toISOString()} |`;
}

/** Tells a reader how a mask looks, so that nobody takes one for a value. */
export const maskLegend: readonly string[] = [
  '已打码：同一个值得到同一个替代值，长度和格式不变。/ Masked: the same value always reads the same, shape kept.',
  '序列号 FAKE… 或 fa4e…，IMEI 和 SIM 号 000…，MAC 02:00:00:…，IP 198.18–19.… 或 2001:db8::…，Wi-Fi 名 WIFI-…，手机号 100…，账号和人名 name-… 或 …@example.invalid，设备名 device-…，网址 https://….invalid，文字 hidden-….',
  '基站号和坐标一律是 0，地址 place-…。/ Cells and coordinates all read 0, addresses place-….',
];
