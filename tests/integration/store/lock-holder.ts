// A process of its own that takes a data folder and holds it until it is ended; started by data-folder.test.ts.
import { createSystemClock } from '../../../electron/runtime/clock.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { lockDataFolder } from '../../../electron/store/data-folder.ts';

const folder = process.argv[2];
if (folder === undefined) throw new Error('no folder given');
const locked = lockDataFolder({ folder, owner: 'headless', clock: createSystemClock(), logger: silentLogger });
process.stdout.write(`${JSON.stringify(locked.ok ? { held: true } : locked.error)}\n`);
if (locked.ok) setInterval(() => undefined, 60_000);
