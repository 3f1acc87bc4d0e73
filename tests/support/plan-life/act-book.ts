import { z } from 'zod';
import { actionIds } from '../../../electron/contract/plan-ids.ts';
import { chronicleLineSchema, type ChronicleLine, type Deed } from './chronicle.ts';

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

/** What is told to the book, line by line. */
export const bookLineSchema = z.union([z.strictObject({ act: loggedActSchema }), chronicleLineSchema]);
export type BookLine = z.output<typeof bookLineSchema>;

/** Everything that happened: the acts, whoever of the consoles brought them about, and what the test itself did. */
export interface ActBook {
  has(token: string): boolean;
  write(act: LoggedAct): void;
  /** Something is about to be done to an account. */
  intend(id: string, deed: Deed): void;
  settle(id: string, isTaken: boolean): void;
}

/** A book that hands every line on. */
export class LineBook implements ActBook {
  readonly #tokens: Set<string>;
  readonly #tell: (line: BookLine) => void;

  constructor(tell: (line: BookLine) => void, tokens: Iterable<string> = []) {
    this.#tell = tell;
    this.#tokens = new Set(tokens);
  }

  has(token: string): boolean {
    return this.#tokens.has(token);
  }

  write(act: LoggedAct): void {
    this.#tokens.add(act.token);
    this.#tell({ act });
  }

  intend(id: string, deed: Deed): void {
    this.#tell({ line: 'intent', id, deed });
  }

  settle(id: string, isTaken: boolean): void {
    this.#tell({ line: 'settled', id, isTaken });
  }
}

/** One that lasts as long as the test, and outlives its consoles. */
export class PaperBook extends LineBook {
  readonly lines: BookLine[];

  constructor() {
    const lines: BookLine[] = [];
    super((line) => lines.push(line));
    this.lines = lines;
  }

  get acts(): LoggedAct[] {
    return actsOf(this.lines);
  }
}

export function actsOf(lines: readonly BookLine[]): LoggedAct[] {
  return lines.flatMap((line) => ('act' in line ? [line.act] : []));
}

export function chronicleOf(lines: readonly BookLine[]): ChronicleLine[] {
  return lines.flatMap((line) => ('act' in line ? [] : [line]));
}
