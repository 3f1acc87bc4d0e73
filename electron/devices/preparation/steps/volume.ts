import { evidenceOf, fine, textOf, toFix, unknown } from '../finding.ts';
import type { PreparationStep, StepChange, StepContext } from '../step.ts';
import { readMediaVolume, type VolumeReading } from '../answers/media-volume.ts';

const android11 = 30;
/** Share of the full volume that a room of a hundred phones can bear. */
const quietShare = 0.25;

/** Numbers of `AudioManager`. Media is silent; the ring stays one step above it, so that a call is still noticed. */
const streams = [
  { name: 'ring', stream: 2, target: 1 },
  { name: 'media', stream: 3, target: 0 },
] as const;

/** Media and ring are quiet. */
export const volume: PreparationStep = {
  id: 'volume',
  cureByHand: 'set-by-hand',
  readings: (context) => streams.map(({ stream }) => ({ command: `${program(context)} --stream ${stream} --get` })),
  judge: (answers, context) => {
    const commands = streams.map(({ stream }) => `${program(context)} --stream ${stream} --get`);
    const evidence = evidenceOf(answers, commands, /volume is/);
    const [ring, media] = commands.map((command) => readMediaVolume(textOf(answers(command))));
    if (ring === undefined || ring === null || media === undefined || media === null) {
      return unknown('unreadable', evidence);
    }
    const params = { media: percentOf(media), ring: percentOf(ring) };
    const changes = [...quieten(ring, streams[0], context), ...quieten(media, streams[1], context)];
    return changes.length === 0 ? fine('right', evidence, params) : toFix('wrong', evidence, { changes, params });
  },
};

function program({ sdk }: StepContext): string {
  return sdk !== null && sdk >= android11 ? 'cmd media_session volume' : 'media volume';
}

function quieten(
  { index, least, most }: VolumeReading,
  { stream, target }: (typeof streams)[number],
  context: StepContext,
): StepChange[] {
  const after = Math.max(least, target);
  if (index <= after || (index - least) / (most - least) <= quietShare) return [];
  const command = `${program(context)} --stream ${stream} --set ${after}`;
  return [{ command, before: String(index), after: String(after) }];
}

function percentOf({ index, least, most }: VolumeReading): number {
  return Math.round(((index - least) / (most - least)) * 100);
}
