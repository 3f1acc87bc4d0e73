import type { PhoneProgram } from '../phone-program.ts';

interface Request {
  readonly stream: number;
  readonly isAsking: boolean;
  /** Null: nothing is to be set. */
  readonly index: number | null;
}

const usage = 'usage: media [subcommand] [options]\n       media volume [options]\n';

/** `media volume --stream N --get|--set I [--show]` (AOSP VolumeCtrl), which is also `cmd media_session volume`. */
export const media: PhoneProgram = async (process, phone) => {
  const [verb, ...args] = process.args;
  const request = verb === 'volume' ? readRequest(args) : null;
  if (request === null) {
    await process.printError(usage);
    return 1;
  }
  const { stream, index, isAsking } = request;
  const { volumes } = phone.setup;
  const name = volumes.nameOf(stream);
  const { least, most } = volumes.rangeOf(stream);
  await process.print(`[V] will control stream=${stream} (${name ?? `UNKNOWN_STREAM_${stream}`})\n`);
  if (index !== null) {
    await process.print(`[V] will set volume to index=${index}\n`);
    if (name === null || index < least || index > most) {
      await process.printError(
        `Error: invalid volume index ${index} for stream ${stream} (should be in [${least}..${most}])\n`,
      );
      return 1;
    }
    if (!phone.settings.isHeld) volumes.set(stream, index);
  }
  if (isAsking) {
    const value = `[V] volume is ${volumes.get(stream)} in range [${least}..${most}]`;
    await process.print(`[V] will get volume\n[V] Connecting to AudioService\n${value}\n`);
  }
  return 0;
};

function readRequest(args: readonly string[]): Request | null {
  const valueOf = (option: string): number | null => {
    const at = args.indexOf(option);
    const value = at === -1 ? Number.NaN : Number(args[at + 1]);
    return Number.isInteger(value) ? value : null;
  };
  const stream = valueOf('--stream') ?? 3;
  const index = valueOf('--set');
  const isAsking = args.includes('--get');
  return index === null && !isAsking ? null : { stream, index, isAsking };
}
