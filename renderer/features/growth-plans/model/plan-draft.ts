import { isScalar, parseDocument, type Document } from 'yaml';
import { withValue, type Path } from './plan-path.ts';

/** How the console itself writes plans; comments and what was not touched stay. */
const writing = { lineWidth: 0, flowCollectionPadding: false, singleQuote: true } as const;

/**
 * A plan while it is changed. Its text is what is kept: fields change it through the document, so that comments and everything
 * that nobody touched outlast it; a text that is no YAML is kept as it was typed.
 */
export class PlanDraft {
  readonly #listeners = new Set<() => void>();
  readonly #baseText: string;
  #document: Document | null = null;
  #content: unknown = null;
  /** The text was typed and not parsed yet. */
  #isUnread = true;
  #text: string | null;
  #revision = 0;

  /** `baseText`: what was saved last; `text`: where the work goes on. */
  constructor(baseText: string, text = baseText) {
    this.#baseText = baseText;
    this.#text = text;
  }

  /** Plain values, of which a change replaces only what lies on its way; null for a text that is no YAML. */
  get content(): unknown {
    this.#read();
    return this.#content;
  }

  /** Another number after every change. */
  get revision(): number {
    return this.#revision;
  }

  get text(): string {
    this.#text ??= this.#document?.toString(writing) ?? '';
    return this.#text;
  }

  /** Something was typed, perhaps to and fro; cheap enough to ask at every key. */
  get isTouched(): boolean {
    return this.#revision > 0 || this.#text !== this.#baseText;
  }

  get isChanged(): boolean {
    return this.text !== this.#baseText;
  }

  /** Undefined takes the value away. Does nothing while the text is no YAML. */
  readonly set = (path: Path, value: unknown): void => {
    const document = this.#read();
    if (document === null) return;
    if (value === undefined) document.deleteIn(path);
    else if (typeof value === 'object' && value !== null) document.setIn(path, nodeOf(document, value));
    else setScalar(document, path, value);
    this.#content = withValue(this.#content, path, value);
    this.#text = null;
    this.#changed();
  };

  /** Puts an entry at the end of a list. */
  readonly append = (path: Path, value: unknown): void => {
    const document = this.#read();
    if (document === null) return;
    document.addIn(path, nodeOf(document, value));
    this.#content = document.toJS();
    this.#text = null;
    this.#changed();
  };

  /** Parsed only once somebody asks for its content: typing is not held up by it. */
  readonly setText = (text: string): void => {
    this.#text = text;
    this.#isUnread = true;
    this.#changed();
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #read(): Document | null {
    if (!this.#isUnread) return this.#document;
    const document = parseDocument(this.#text ?? '', { prettyErrors: false, uniqueKeys: false });
    this.#document = document.errors.length > 0 ? null : document;
    this.#content = this.#document === null ? null : document.toJS();
    this.#isUnread = false;
    return this.#document;
  }

  #changed(): void {
    this.#revision += 1;
    for (const listener of this.#listeners) listener();
  }
}

/** A value that is there keeps its comments, and its quotes where it is still a word. */
function setScalar(document: Document, path: Path, value: unknown): void {
  const node = document.getIn(path, true);
  if (isScalar(node)) node.value = value;
  else document.setIn(path, value);
}

/** Lists of words stand on one line, as everywhere in a plan. */
function nodeOf(document: Document, value: unknown): unknown {
  const isWordList = Array.isArray(value) && value.every((entry) => typeof entry !== 'object');
  return document.createNode(value, { flow: isWordList });
}
