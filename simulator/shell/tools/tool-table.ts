import type { Program } from '../program.ts';
import { borrowedTool } from './borrowed-tools.ts';
import { date } from './date-tool.ts';
import { chmod, cp, ln, mkdir, mv, rm, rmdir, touch, truncate } from './file-changes.ts';
import { basename, dirname, du, file, readlink, realpath, stat } from './file-facts.ts';
import { find } from './find-tool.ts';
import { grep } from './grep-tool.ts';
import { base64, hashTool, od, xxd } from './hash-tools.ts';
import { cut, nl, paste, tr, uniq, wc } from './line-tools.ts';
import { ls } from './list-tool.ts';
import { expr, factor, printf, seq } from './number-tools.ts';
import { cat, dd, head, rev, split, tac, tail, tee, yes } from './output-tools.ts';
import { cmp, env, mktemp, printenv, runThrough, sleep, time, timeout, usleep, which, xargs } from './process-tools.ts';
import { sort } from './sort-tool.ts';

const succeed: Program = () => Promise.resolve(0);

const textTools: readonly (readonly [string, Program])[] = [
  ['base64', base64],
  ['cat', cat],
  ['cmp', cmp],
  ['cut', cut],
  ['dd', dd],
  ['grep', grep],
  ['egrep', grep],
  ['fgrep', grep],
  ['head', head],
  ['md5sum', hashTool('md5')],
  ['nl', nl],
  ['od', od],
  ['paste', paste],
  ['rev', rev],
  ['sha1sum', hashTool('sha1')],
  ['sha224sum', hashTool('sha224')],
  ['sha256sum', hashTool('sha256')],
  ['sha384sum', hashTool('sha384')],
  ['sha512sum', hashTool('sha512')],
  ['sort', sort],
  ['tac', tac],
  ['tail', tail],
  ['tee', tee],
  ['tr', tr],
  ['uniq', uniq],
  ['wc', wc],
  ['xxd', xxd],
  ['comm', borrowedTool('comm')],
  ['diff', borrowedTool('diff')],
  ['expand', borrowedTool('expand')],
  ['gunzip', borrowedTool('gunzip')],
  ['gzip', borrowedTool('gzip')],
  ['sed', borrowedTool('sed')],
  ['split', split],
  ['strings', borrowedTool('strings')],
  ['tar', borrowedTool('tar')],
  ['zcat', borrowedTool('zcat')],
];

const fileTools: readonly (readonly [string, Program])[] = [
  ['basename', basename],
  ['chmod', chmod],
  ['cp', cp],
  ['dirname', dirname],
  ['du', du],
  ['file', file],
  ['find', find],
  ['ln', ln],
  ['ls', ls],
  ['mkdir', mkdir],
  ['mktemp', mktemp],
  ['mv', mv],
  ['readlink', readlink],
  ['realpath', realpath],
  ['rm', rm],
  ['rmdir', rmdir],
  ['stat', stat],
  ['sync', succeed],
  ['touch', touch],
  ['truncate', truncate],
];

const processTools: readonly (readonly [string, Program])[] = [
  ['date', date],
  ['env', env],
  ['expr', expr],
  ['factor', factor],
  ['ionice', runThrough],
  ['nice', runThrough],
  ['nohup', runThrough],
  ['printenv', printenv],
  ['printf', printf],
  ['seq', seq],
  ['setsid', runThrough],
  ['sleep', sleep],
  ['time', time],
  ['timeout', timeout],
  ['usleep', usleep],
  ['which', which],
  ['xargs', xargs],
  ['yes', yes],
];

/** The tools of toybox that need nothing of the phone but its files and its clock. */
export const toyboxTools: ReadonlyMap<string, Program> = new Map([...textTools, ...fileTools, ...processTools]);
