const graphemes = new Intl.Segmenter('zh-CN', { granularity: 'grapheme' });

export interface TextFieldOptions {
  /** Grey words of an empty field; the view tree gives them as its text. */
  readonly hint?: string;
  readonly text?: string;
  /** What the field makes of a text that it is to hold: it may cut it. Line breaks become spaces unless said. */
  readonly accept?: (text: string) => string;
  /** Called after every change of the text. */
  readonly onChange?: (text: string) => void;
  readonly onEnter?: () => void;
}

/** What stands in one field of a page, and where its cursor is. It belongs to the page and outlives a rebuild. */
export class TextField {
  readonly hint: string;
  /** Whether typing on its page goes here. */
  isFocused = false;
  readonly #accept: (text: string) => string;
  readonly #onChange: (text: string) => void;
  readonly #onEnter: () => void;
  #text: string;
  /** UTF-16 units before the cursor. */
  #cursor: number;

  constructor({ hint = '', text = '', accept = flatten, onChange, onEnter }: TextFieldOptions = {}) {
    this.hint = hint;
    this.#accept = accept;
    this.#onChange = onChange ?? (() => undefined);
    this.#onEnter = onEnter ?? (() => undefined);
    this.#text = text;
    this.#cursor = text.length;
  }

  get text(): string {
    return this.#text;
  }

  get cursor(): number {
    return this.#cursor;
  }

  /** What the view tree gives: the text, or the hint of an empty field. */
  get shownText(): string {
    return this.#text === '' ? this.hint : this.#text;
  }

  /** Puts text in the place of all that was there; the cursor stands behind it. */
  set(text: string): void {
    const accepted = this.#accept(text);
    this.#become(accepted, accepted.length);
  }

  /** Puts text where the cursor is. */
  insert(text: string): void {
    const after = this.#text.slice(this.#cursor);
    const accepted = this.#accept(this.#text.slice(0, this.#cursor) + text + after);
    this.#become(accepted, Math.max(0, accepted.length - after.length));
  }

  /** Backspace: takes away one character as people count them. */
  deleteBefore(): void {
    const before = this.#text.slice(0, this.#cursor);
    const left = before.slice(0, before.length - lastLength(before));
    this.#become(left + this.#text.slice(this.#cursor), left.length);
  }

  deleteAfter(): void {
    const after = this.#text.slice(this.#cursor);
    this.#become(this.#text.slice(0, this.#cursor) + after.slice(firstLength(after)), this.#cursor);
  }

  moveToStart(): void {
    this.#cursor = 0;
  }

  moveToEnd(): void {
    this.#cursor = this.#text.length;
  }

  moveLeft(): void {
    this.#cursor -= lastLength(this.#text.slice(0, this.#cursor));
  }

  moveRight(): void {
    this.#cursor += firstLength(this.#text.slice(this.#cursor));
  }

  enter(): void {
    this.#onEnter();
  }

  #become(text: string, cursor: number): void {
    const isChanged = text !== this.#text;
    this.#text = text;
    this.#cursor = cursor;
    if (isChanged) this.#onChange(text);
  }
}

/** An `accept` for a field that takes so many UTF-16 units and drops what goes beyond without a word. */
export function atMost(units: number): (text: string) => string {
  return (text) => {
    const line = flatten(text);
    const isHalved = /[\uD800-\uDBFF]/u.test(line.charAt(units - 1));
    return line.length <= units ? line : line.slice(0, isHalved ? units - 1 : units);
  };
}

function flatten(text: string): string {
  return text.replaceAll(/\r\n|[\r\n]/gu, ' ');
}

function firstLength(text: string): number {
  for (const { segment } of graphemes.segment(text)) return segment.length;
  return 0;
}

function lastLength(text: string): number {
  return [...graphemes.segment(text)].at(-1)?.segment.length ?? 0;
}
