/** What the shots of a virtual desk need to know of it. */
export interface VirtualWorld {
  readonly phoneCount: number;
  readonly dataFolder: string;
  /** By number, from 1. */
  readonly phoneIds: readonly string[];
}

/** The phone with a number; throws when the desk is smaller. */
export function phoneIdOf({ phoneIds }: VirtualWorld, number: number): string {
  const phoneId = phoneIds[number - 1];
  if (phoneId === undefined) throw new Error(`no phone ${number}`);
  return phoneId;
}
