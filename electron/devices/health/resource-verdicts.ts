import { doubtful, known, rounded, type Judge, type Judges } from './judgement.ts';

/** Percent free under which Android itself begins to fail (no database can grow, the messenger stops receiving). */
const fullPercent = 2;
/** Percent available under which Android kills apps in the background. Phones of 2 GB idle at 15 to 20. */
export const memoryLowPercent = 8;
/** Percent of all cores, as an average between two polls: a phone that is this busy for a minute is stuck. */
const loadHighPercent = 90;

/** In percent free. */
const judgeStorage: Judge<'storage'> = ({ storage }, { storageLowPercent }) => {
  if (storage === null) return null;
  const percent = rounded((storage.availableKib / storage.totalKib) * 100, 1);
  const params = { percent, freeMb: rounded(storage.availableKib / 1024), totalMb: rounded(storage.totalKib / 1024) };
  if (percent < fullPercent) return known('bad', 'full', { ...params, limit: fullPercent }, percent);
  if (percent < storageLowPercent) return known('warn', 'low', { ...params, limit: storageLowPercent }, percent);
  return known('ok', 'free', params, percent);
};

/** In percent available. */
const judgeMemory: Judge<'memory'> = ({ memory }) => {
  if (memory === null || memory.totalKib === null || memory.availableKib === null) return null;
  const percent = rounded((memory.availableKib / memory.totalKib) * 100, 1);
  const params = {
    percent,
    availableMb: rounded(memory.availableKib / 1024),
    totalMb: rounded(memory.totalKib / 1024),
  };
  if (percent < memoryLowPercent) return known('warn', 'low', { ...params, limit: memoryLowPercent }, percent);
  return known('ok', memory.isEstimated === true ? 'available-estimated' : 'available', params, percent);
};

/** In percent of all cores busy. */
const judgeLoad: Judge<'load'> = ({ busyPercent, cpuSample }) => {
  if (busyPercent === null) return cpuSample === null ? null : doubtful('first-sample');
  const percent = rounded(busyPercent);
  if (percent >= loadHighPercent) return known('warn', 'high', { percent, limit: loadHighPercent }, percent);
  return known('ok', 'share', { percent }, percent);
};

export const resourceJudges: Judges<'storage' | 'memory' | 'load'> = {
  storage: judgeStorage,
  memory: judgeMemory,
  load: judgeLoad,
};
