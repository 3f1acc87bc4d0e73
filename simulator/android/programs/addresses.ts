import { parseOptions } from '../../shell/tools/options.ts';
import type { Phone } from '../phone.ts';
import type { PhoneProgram } from '../phone-program.ts';

interface Link {
  readonly index: number;
  readonly name: string;
  readonly isUp: boolean;
  readonly flags: string;
  readonly mtu: number;
  /** MAC address; null for loopback and mobile data. */
  readonly mac: string | null;
  readonly address: string | null;
  readonly prefix: number;
  readonly broadcast: string | null;
  /** Of IPv6; only a planted one is told. */
  readonly longAddress?: string;
}

/** Interfaces of the phone with the addresses that they have now. */
function linksOf(phone: Phone): readonly Link[] {
  const { wifi, wifiAddress } = phone.network;
  const onMobile = phone.network.isOnMobileData;
  const loopback: Link = {
    index: 1,
    name: 'lo',
    isUp: true,
    flags: 'LOOPBACK,UP,LOWER_UP',
    mtu: 65_536,
    mac: null,
    address: '127.0.0.1',
    prefix: 8,
    broadcast: null,
  };
  const mobile: Link = {
    index: 6,
    name: 'rmnet_data0',
    isUp: onMobile,
    flags: onMobile ? 'UP,LOWER_UP' : '',
    mtu: 1500,
    mac: null,
    address: onMobile ? `10.21.${phone.index % 250}.7` : null,
    prefix: 30,
    broadcast: null,
  };
  const wireless: Link = {
    index: 9,
    name: 'wlan0',
    isUp: wifi !== null,
    flags: wifi === null ? 'BROADCAST,MULTICAST' : 'BROADCAST,MULTICAST,UP,LOWER_UP',
    mtu: 1500,
    mac: wifiAddress,
    address: wifi?.address ?? null,
    prefix: 24,
    broadcast: '192.168.31.255',
    ...(wifi !== null && phone.traces !== null && { longAddress: phone.traces.longAddress }),
  };
  return [loopback, mobile, wireless];
}

/** `ip [-4|-6] [-o] [-f inet] addr|link|route [show] [dev NAME]`. */
export const ip: PhoneProgram = async (process, phone) => {
  const flags = new Set(process.args.filter((word) => word.startsWith('-')));
  const words = process.args.filter((word, at) => !word.startsWith('-') && process.args[at - 1] !== '-f');
  const [object = '', ...rest] = words;
  const name = rest.find((word) => !['show', 'list', 'dev', 'get', 'up'].includes(word)) ?? null;
  const isFour = flags.has('-4') || process.args.includes('inet');
  if ('address'.startsWith(object) && object !== '') {
    return printAddresses(process, phone, {
      name,
      isFour,
      isOneLine: flags.has('-o'),
      isUpOnly: rest.includes('up'),
    });
  }
  if ('link'.startsWith(object) && object !== '') {
    await process.print(chooseLinks(phone, name).map(describeLink).join(''));
    return 0;
  }
  if ('route'.startsWith(object) && object !== '') {
    await process.print(rest.includes('get') ? describeRouteTo(phone, name ?? '') : describeRoutes(phone));
    return 0;
  }
  await process.printError(`Object "${object}" is unknown, try "ip help".\n`);
  return 255;
};

function chooseLinks(phone: Phone, name: string | null): readonly Link[] {
  return linksOf(phone).filter((link) => name === null || link.name === name);
}

async function printAddresses(
  process: Parameters<PhoneProgram>[0],
  phone: Phone,
  how: {
    readonly name: string | null;
    readonly isFour: boolean;
    readonly isOneLine: boolean;
    readonly isUpOnly: boolean;
  },
): Promise<number> {
  const links = chooseLinks(phone, how.name).filter(({ isUp }) => isUp || !how.isUpOnly);
  if (how.name !== null && links.length === 0) {
    await process.printError(`Device "${how.name}" does not exist.\n`);
    return 1;
  }
  const shown = how.isFour ? links.filter(({ address }) => address !== null) : links;
  if (how.isOneLine) {
    const lines = shown
      .filter(({ address }) => address !== null)
      .map(
        (link) => `${link.index}: ${link.name}    ${inetText(link)}\\       valid_lft forever preferred_lft forever\n`,
      );
    await process.print(lines.join(''));
    return 0;
  }
  await process.print(shown.map((link) => describeLink(link) + describeAddress(link, how.isFour)).join(''));
  return 0;
}

function describeLink(link: Link): string {
  const state = link.name === 'lo' ? 'UNKNOWN' : link.isUp ? 'UP' : 'DOWN';
  const queue = link.name === 'lo' ? 'noqueue' : 'mq';
  const kind = link.mac === null ? (link.name === 'lo' ? 'loopback' : '[519]') : 'ether';
  const head = `${link.index}: ${link.name}: <${link.flags}> mtu ${link.mtu} qdisc ${queue} state ${state} group default qlen 1000\n`;
  const tail =
    link.mac === null
      ? link.name === 'lo'
        ? ' 00:00:00:00:00:00 brd 00:00:00:00:00:00'
        : ''
      : ` ${link.mac} brd ff:ff:ff:ff:ff:ff`;
  return `${head}    link/${kind}${tail}\n`;
}

function inetText(link: Link): string {
  const broadcast = link.mac === null || link.broadcast === null ? '' : ` brd ${link.broadcast}`;
  return `inet ${link.address ?? ''}/${link.prefix}${broadcast} scope ${link.name === 'lo' ? 'host' : 'global'} ${link.name}`;
}

function describeAddress(link: Link, isFour: boolean): string {
  const lasting = '       valid_lft forever preferred_lft forever\n';
  const short = link.address === null ? '' : `    ${inetText(link)}\n${lasting}`;
  const { longAddress } = link;
  return longAddress === undefined || isFour ? short : `${short}    inet6 ${longAddress}/64 scope global \n${lasting}`;
}

/** The mobile route stands first when both are up, as phones print it. */
function describeRoutes(phone: Phone): string {
  const { wifi } = phone.network;
  if (wifi !== null) return `192.168.31.0/24 dev wlan0 proto kernel scope link src ${wifi.address}\n`;
  return phone.network.isOnMobileData
    ? `10.21.${phone.index % 250}.4/30 dev rmnet_data0 proto kernel scope link src 10.21.${phone.index % 250}.7\n`
    : '';
}

function describeRouteTo(phone: Phone, target: string): string {
  const { wifi } = phone.network;
  if (wifi === null) return 'RTNETLINK answers: Network is unreachable\n';
  return `${target} via ${wifi.gateway} dev wlan0 table 1021 src ${wifi.address} uid 2000\n    cache\n`;
}

/** `ifconfig [NAME]`. */
export const ifconfig: PhoneProgram = async (process, phone) => {
  const options = parseOptions(process, { letters: 'aS' });
  const [name = null] = options.operands;
  const links = chooseLinks(phone, name).filter(({ isUp }) => name !== null || options.has('a') || isUp);
  if (name !== null && links.length === 0) return process.fail(`${name}: No such device`);
  await process.print(links.map((link) => `${describeInterface(link)}\n`).join(''));
  return 0;
};

function describeInterface(link: Link): string {
  const encapsulation =
    link.name === 'lo' ? 'Local Loopback' : link.mac === null ? 'UNSPEC' : `Ethernet  HWaddr ${link.mac}`;
  const mask = link.prefix === 8 ? '255.0.0.0' : link.prefix === 24 ? '255.255.255.0' : '255.255.255.252';
  const broadcast = link.mac === null || link.broadcast === null ? '' : `  Bcast:${link.broadcast}`;
  const state = `${link.isUp ? 'UP ' : ''}${link.name === 'lo' ? 'LOOPBACK ' : 'BROADCAST '}${link.isUp ? 'RUNNING ' : ''}MULTICAST  MTU:${link.mtu}  Metric:1`;
  return [
    `${link.name.padEnd(10)}Link encap:${encapsulation}`,
    ...(link.address === null ? [] : [`          inet addr:${link.address}${broadcast}  Mask:${mask} `]),
    `          ${state}`,
    '          RX packets:48213 errors:0 dropped:0 overruns:0 frame:0 ',
    '          TX packets:31877 errors:0 dropped:0 overruns:0 carrier:0 ',
    '          collisions:0 txqueuelen:1000 ',
    '          RX bytes:40217721 TX bytes:5108863 ',
    '',
  ].join('\n');
}

/** `netcfg`, the table of old phones. */
export const netcfg: PhoneProgram = async (process, phone) => {
  const lines = linksOf(phone).map((link) => {
    const address = link.address === null ? '0.0.0.0/0' : `${link.address}/${link.prefix}`;
    const flags = link.isUp ? '0x00001043' : '0x00001002';
    return `${link.name.padEnd(8)} ${(link.isUp ? 'UP' : 'DOWN').padEnd(8)} ${address.padStart(30)}  ${flags} ${link.mac ?? '00:00:00:00:00:00'}\n`;
  });
  await process.print(lines.join(''));
  return 0;
};

/** `ping [-c COUNT] HOST`: answers while the phone has a network. */
export const ping: PhoneProgram = async (process, phone) => {
  const options = parseOptions(process, { letters: 'c:i:w:W:s:46nq' });
  const [host = ''] = options.operands;
  const isReachable = phone.network.wifi !== null || phone.network.isOnMobileData;
  if (!isReachable) {
    await process.printError(
      /^[\d.]+$/u.test(host) ? 'connect: Network is unreachable\n' : `ping: unknown host ${host}\n`,
    );
    return 2;
  }
  const address = /^[\d.]+$/u.test(host) ? host : '180.101.49.12';
  const count = Number(options.value('c') ?? Infinity);
  await process.print(`PING ${host} (${address}) 56(84) bytes of data.\n`);
  for (let sequence = 1; sequence <= count; sequence += 1) {
    if (sequence > 1) await process.wait(1000);
    await process.print(
      `64 bytes from ${address}: icmp_seq=${sequence} ttl=53 time=${(18 + (sequence % 7) * 1.3).toFixed(1)} ms\n`,
    );
  }
  await process.print(
    `\n--- ${host} ping statistics ---\n${count} packets transmitted, ${count} received, 0% packet loss, time ${(count - 1) * 1001}ms\nrtt min/avg/max/mdev = 18.0/21.9/25.8/2.4 ms\n`,
  );
  return 0;
};
