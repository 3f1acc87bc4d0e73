import { evidenceOf, fine, textOf, toFix, unknown } from '../finding.ts';
import type { PreparationStep } from '../step.ts';
import { readProperty } from '../answers/property.ts';

const command = 'getprop persist.sys.timezone';
const wanted = 'Asia/Shanghai';
/** Other names of the same zone in the tz database. */
const sameZone: ReadonlySet<string> = new Set([wanted, 'Asia/Chongqing', 'Asia/Chungking', 'Asia/Harbin', 'PRC']);

/** The desk's days turn over at midnight in Shanghai, and so do the phones'. */
export const timeZone: PreparationStep = {
  id: 'time-zone',
  cureByHand: 'set-time-zone',
  readings: () => [{ command }],
  judge: (answers) => {
    const evidence = evidenceOf(answers, [command]);
    const zone = readProperty(textOf(answers(command)));
    if (zone === null || !/^[A-Za-z][\w+/-]*$/.test(zone)) return unknown('unreadable', evidence);
    if (sameZone.has(zone)) return fine('right', evidence, { zone });
    const changes = [{ command: `cmd alarm set-timezone ${wanted}`, before: zone, after: wanted }];
    return toFix('wrong', evidence, { changes, params: { zone } });
  },
};
