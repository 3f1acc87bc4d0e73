const idsOfPage = 4_096;
const bitsOfWord = 32;

/**
 * Which whole numbers have been seen, one bit each: ids that a database gives out one after another take next to no room.
 * Far apart from each other they take a page each.
 */
export class RowIds {
  readonly #pages = new Map<number, Uint32Array>();

  /** False for one that has been seen before. @throws RangeError for what is no id */
  add(id: number): boolean {
    if (!Number.isSafeInteger(id) || id < 0) throw new RangeError(`not an id: ${id}`);
    const pageNumber = Math.floor(id / idsOfPage);
    const place = id % idsOfPage;
    const word = Math.floor(place / bitsOfWord);
    const bit = (1 << (place % bitsOfWord)) >>> 0;
    const page = this.#page(pageNumber);
    const seen = page[word] ?? 0;
    if ((seen & bit) !== 0) return false;
    page[word] = seen | bit;
    return true;
  }

  #page(pageNumber: number): Uint32Array {
    const known = this.#pages.get(pageNumber);
    if (known !== undefined) return known;
    const page = new Uint32Array(idsOfPage / bitsOfWord);
    this.#pages.set(pageNumber, page);
    return page;
  }
}
