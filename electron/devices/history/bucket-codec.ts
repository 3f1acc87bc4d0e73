import type { Verdict } from '../../contract/phones.ts';
import type { BucketStats, MetricStats, NumberStats } from './bucket-stats.ts';
import { ByteReader, ByteWriter } from './variable-bytes.ts';

/**
 * A bucket as bytes: format, polls, a two-byte mask of the metrics told, then each of them:
 *
 *     head   1 byte: worst verdict (2 bits) and the flags below
 *     count  only when fewer polls told it than the bucket has
 *     trouble  only when some but not all polls were warn or bad
 *     min, and unless all values are one: max - min, sum - count * min
 *
 * All numbers are variable-length integers. Around 35 bytes for a single poll, 70 for many.
 */
const format = 1;
const hasNumbers = 4;
const isOfAllPolls = 8;
const isFlat = 16;
const isAllTrouble = 32;
const hasSomeTrouble = 64;
const verdictBits = 3;

/** By place: stored, so append only. */
const storedVerdicts = ['unknown', 'ok', 'warn', 'bad'] as const satisfies readonly Verdict[];

export function encodeBucket(stats: BucketStats): Buffer {
  const bytes = new ByteWriter();
  bytes.byte(format);
  bytes.count(stats.pollCount);
  const mask = stats.metrics.reduce((bits, metric, place) => (metric === null ? bits : bits | (1 << place)), 0);
  bytes.byte(mask & 0xff);
  bytes.byte(mask >> 8);
  for (const metric of stats.metrics) if (metric !== null) writeMetric(bytes, metric, stats.pollCount);
  return bytes.finish();
}

/** All metrics of a bucket. Throws a RangeError for bytes that are none. */
export function decodeBucket(bytes: Uint8Array, metricCount: number): BucketStats {
  const reader = new ByteReader(bytes);
  const { pollCount, mask } = readHead(reader);
  const metrics: (MetricStats | null)[] = [];
  for (let place = 0; place < metricCount; place++) {
    metrics.push((mask & (1 << place)) === 0 ? null : readMetric(reader, pollCount));
  }
  return { pollCount, metrics };
}

/** One metric of a bucket, by its place in `historyMetrics`; null when no poll told it. */
export function decodeMetric(bytes: Uint8Array, place: number): MetricStats | null {
  const reader = new ByteReader(bytes);
  const { pollCount, mask } = readHead(reader);
  if ((mask & (1 << place)) === 0) return null;
  for (let before = 0; before < place; before++) {
    if ((mask & (1 << before)) !== 0) skipMetric(reader);
  }
  return readMetric(reader, pollCount);
}

function readHead(reader: ByteReader): { pollCount: number; mask: number } {
  const found = reader.byte();
  if (found !== format) throw new RangeError(`a history bucket has format ${found}`);
  const pollCount = reader.count();
  return { pollCount, mask: reader.byte() | (reader.byte() << 8) };
}

function writeMetric(bytes: ByteWriter, stats: MetricStats, pollCount: number): void {
  const { count, worst, troubledCount, numbers } = stats;
  const isWhole = count === pollCount;
  const isAll = troubledCount === count;
  const flat = numbers !== null && numbers.min === numbers.max;
  bytes.byte(
    storedVerdicts.indexOf(worst) |
      (numbers === null ? 0 : hasNumbers) |
      (isWhole ? isOfAllPolls : 0) |
      (flat ? isFlat : 0) |
      (isAll ? isAllTrouble : 0) |
      (!isAll && troubledCount > 0 ? hasSomeTrouble : 0),
  );
  if (!isWhole) bytes.count(count);
  if (!isAll && troubledCount > 0) bytes.count(troubledCount);
  if (numbers !== null) writeNumbers(bytes, numbers, count);
}

function writeNumbers(bytes: ByteWriter, { min, max, sum }: NumberStats, count: number): void {
  bytes.signed(min);
  if (min === max) return;
  bytes.count(max - min);
  bytes.count(sum - count * min);
}

function readMetric(reader: ByteReader, pollCount: number): MetricStats {
  const head = reader.byte();
  const count = (head & isOfAllPolls) === 0 ? reader.count() : pollCount;
  const troubledCount = (head & hasSomeTrouble) !== 0 ? reader.count() : (head & isAllTrouble) === 0 ? 0 : count;
  const worst = storedVerdicts[head & verdictBits] ?? 'unknown';
  return { count, worst, troubledCount, numbers: (head & hasNumbers) === 0 ? null : readNumbers(reader, head, count) };
}

function readNumbers(reader: ByteReader, head: number, count: number): NumberStats {
  const min = reader.signed();
  if ((head & isFlat) !== 0) return { min, max: min, sum: min * count };
  const max = min + reader.count();
  return { min, max, sum: reader.count() + count * min };
}

function skipMetric(reader: ByteReader): void {
  const head = reader.byte();
  if ((head & isOfAllPolls) === 0) reader.skip();
  if ((head & hasSomeTrouble) !== 0) reader.skip();
  if ((head & hasNumbers) === 0) return;
  reader.skip();
  if ((head & isFlat) !== 0) return;
  reader.skip();
  reader.skip();
}
