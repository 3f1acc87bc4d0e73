import type { PhoneProgram } from '../phone-program.ts';
import { ifconfig, ip, netcfg, ping } from './addresses.ts';
import { df, mount } from './disk-usage.ts';
import { kill, pgrep, pidof, ps } from './process-list.ts';
import { dmesg, free, getenforce, hostname, id, nproc, runAs, uname, uptime, whoami } from './system-facts.ts';
import { top } from './top.ts';

/** Tools of toybox that tell about the phone they run on. */
export const systemTools: ReadonlyMap<string, PhoneProgram> = new Map<string, PhoneProgram>([
  ['df', df],
  ['dmesg', dmesg],
  ['free', free],
  ['getenforce', getenforce],
  ['hostname', hostname],
  ['id', id],
  ['ifconfig', ifconfig],
  ['ip', ip],
  ['kill', kill],
  ['mount', mount],
  ['netcfg', netcfg],
  ['nproc', nproc],
  ['pgrep', pgrep],
  ['pidof', pidof],
  ['ping', ping],
  ['ps', ps],
  ['run-as', runAs],
  ['top', top],
  ['uname', uname],
  ['uptime', uptime],
  ['whoami', whoami],
]);
