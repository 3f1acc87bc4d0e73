import { z } from 'zod';
import { actionIds } from '../../../electron/contract/plan-ids.ts';

/** One thing that was really done, noted by what it was done to. */
export const loggedActSchema = z.strictObject({
  at: z.number(),
  accountId: z.string(),
  phoneId: z.string(),
  action: z.enum(actionIds),
  groupId: z.string().nullable(),
  amount: z.number().int(),
  /** Names the row that wanted it; done twice it is there twice. */
  token: z.string(),
  by: z.enum(['engine', 'operator']),
});
export type LoggedAct = z.output<typeof loggedActSchema>;

/** The act log: what happened in the world, whoever of the consoles brought it about. */
export interface ActBook {
  has(token: string): boolean;
  write(act: LoggedAct): void;
}

/** One that lasts as long as the test, and outlives its consoles. */
export class PaperBook implements ActBook {
  readonly acts: LoggedAct[] = [];
  readonly #tokens = new Set<string>();

  has(token: string): boolean {
    return this.#tokens.has(token);
  }

  write(act: LoggedAct): void {
    this.#tokens.add(act.token);
    this.acts.push(act);
  }
}
