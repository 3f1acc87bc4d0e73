import { createHash, createHmac } from 'node:crypto';
import type { Store } from '../../store/store.ts';

/** Names that look alike are one: width, case and spaces make no difference. */
export function nameKeyOf(name: string): string {
  return name.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}

/** Under which id acts are on record in a group that whoever logged them knew by its name alone: alike names are one group. */
export function namedGroupId(name: string): string {
  const hash = createHash('sha256').update(nameKeyOf(name).replaceAll(' ', '')).digest('hex').slice(0, 32);
  return `named:${hash}`;
}

/** No key of a name holds a capital letter. */
const erasedStart = 'ERASED:';

/** What an opt-out is found by once its person was erased: nobody reads a name out of it, and the same name gives the same again. */
export class ErasedNames {
  readonly #secret: Buffer;

  constructor(store: Pick<Store, 'prepare'>) {
    const row = store.prepare<[], { secret: Buffer }>('SELECT secret FROM listSecret').get();
    if (row === undefined) throw new Error('the desk has no secret for its lists');
    this.#secret = row.secret;
  }

  keyOf(name: string): string {
    return `${erasedStart}${createHmac('sha256', this.#secret).update(nameKeyOf(name)).digest('hex')}`;
  }
}

export function isErasedKey(nameKey: string): boolean {
  return nameKey.startsWith(erasedStart);
}
