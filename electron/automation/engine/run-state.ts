import type { StepConfidence } from '../../contract/automation.ts';
import { isInRange } from '../playbooks/app-version.ts';
import type { Alternate, Recognition } from '../playbooks/playbook-schema.ts';
import { fillIn, fillPattern, type Variables } from '../playbooks/variables.ts';
import type { Fill, Found, NodeSearch } from '../selectors/node-search.ts';
import type { NodeQuery } from '../selectors/query-schema.ts';
import type { UiTree } from '../hierarchy.ts';
import { prepareRecognition, searchIn } from './recognition.ts';
import type { ReadList, RunOptions } from './run-ports.ts';
import type { SizeTolerance } from './subject-size.ts';

/** Something that a step looks for, with what may stand for it. */
export interface Target {
  readonly find?: NodeQuery | undefined;
  readonly alternates: readonly Alternate[];
  readonly confidence: StepConfidence;
}

/** A find of a target: which of its searches it was. */
export type TargetHit =
  | {
      readonly kind: 'one';
      readonly node: Extract<Found, { kind: 'one' }>['node'];
      readonly alternate: number;
      readonly confidence: StepConfidence;
    }
  | Exclude<Found, { kind: 'one' }>;

export type TargetSearch = (page: UiTree) => TargetHit;

/** A text that a field kept. */
export interface TypedText {
  readonly screens: readonly string[];
  readonly search: NodeSearch;
  readonly text: string;
}

/** What a run was given and what it has learnt so far. */
export class RunState {
  readonly options: RunOptions;
  readonly values = new Map<string, string | number>();
  readonly lists = new Map<string, ReadList>();
  /** Screens whose page was opened by the run itself and not scrolled since. */
  readonly atTop = new Set<string>();
  readonly evidenceIds: string[] = [];
  /** Pictures that are still being kept. */
  readonly keeping: Promise<unknown>[] = [];
  /** What was typed and read back, by step; right before a commit it must still stand there. */
  readonly typed = new Map<string, TypedText>();
  /** The committing tap was permitted: it may have been sent. */
  wasCommitted = false;
  /** Only how things are is looked for now: a value that is to be compared is taken as it is. */
  isLooking = false;
  /** An entry of the subject's name was tapped: something goes by that name, whatever its page then says. */
  hasEntered = false;
  #variables: Variables;

  constructor(options: RunOptions) {
    this.options = options;
    this.#variables = withDefaults(options, options.variables);
  }

  /** The run's variables now. */
  get variables(): Variables {
    return this.#variables;
  }

  /** A variable that must be given and was not; null when all are. */
  missingVariable(): string | null {
    const needed = Object.entries(this.options.playbook.act.variables);
    return needed.find(([name, { isRequired }]) => isRequired && !this.#variables[name])?.[0] ?? null;
  }

  /** Goes on with other values for some variables; defaults that stand on them follow. */
  useVariables(changes: Variables): void {
    this.#variables = withDefaults(this.options, { ...this.options.variables, ...changes });
  }

  get packageName(): string {
    return this.options.playbook.app.app;
  }

  /** Variables and everything read so far put into a text. */
  readonly fill: Fill = (text, isPattern) => {
    const known = {
      ...this.#variables,
      ...Object.fromEntries([...this.values].map(([name, value]) => [name, String(value)])),
    };
    return isPattern ? fillPattern(text, known) : fillIn(text, known);
  };

  search(query: NodeQuery): NodeSearch {
    return searchIn(this.options.playbook.app, query, this.fill);
  }

  recognition(recognition: Recognition): (page: UiTree) => boolean {
    return prepareRecognition(this.options.playbook.app, recognition, this.fill);
  }

  /** The first choice, then the alternates for this version in their order. Several matches of one search end it. */
  target({ find, alternates, confidence }: Target): TargetSearch {
    const { appVersion } = this.options.phone;
    const searches = [
      ...(find === undefined ? [] : [{ search: this.search(find), alternate: 0, confidence }]),
      ...alternates.flatMap((alternate, index) =>
        isInRange(appVersion, alternate.versions)
          ? [{ search: this.search(alternate.find), alternate: index + 1, confidence: alternate.confidence }]
          : [],
      ),
    ];
    return (page) => {
      for (const { search, ...mark } of searches) {
        const found = search.find(page);
        if (found.kind === 'one') return { ...found, ...mark };
        if (found.kind === 'many') return found;
      }
      return { kind: 'none' };
    };
  }

  /** Whether every one of these values is so. */
  isSo(conditions: Readonly<Record<string, string>> | undefined): boolean {
    return Object.entries(conditions ?? {}).every(
      ([name, wanted]) => String(this.values.get(name) ?? this.#variables[name] ?? '') === wanted,
    );
  }

  /**
   * Whether what was read of the subject is about what was expected of it besides its name; null when nothing was
   * expected. `share` is the difference that still counts as about the same.
   */
  agrees(tolerance: SizeTolerance): boolean | null {
    const answers = this.#compareTraits(tolerance);
    return answers.length === 0 ? null : answers.every(({ isAbout }) => isAbout);
  }

  /** Whether something that was read of the subject speaks against its being the one expected; what was not read does not. */
  isContradicted(tolerance: SizeTolerance): boolean {
    return this.#compareTraits(tolerance).some(({ name, isAbout }) => this.values.has(name) && !isAbout);
  }

  #compareTraits({ least, share }: SizeTolerance): readonly { readonly name: string; readonly isAbout: boolean }[] {
    const { subjectAfter } = this.options.playbook.act;
    return Object.entries(subjectAfter?.agrees ?? {}).flatMap(([name, variable]) => {
      const expected = Number(this.#variables[variable] ?? Number.NaN);
      const isAbout = Math.abs(Number(this.values.get(name)) - expected) <= Math.max(least, expected * share);
      return Number.isFinite(expected) ? [{ name, isAbout }] : [];
    });
  }

  /** What the subject's page reads before the act, under the names of now; null for an act that proves no identity. */
  textBefore(): string | null {
    const { steps, present } = this.options.playbook.act;
    const text = present === undefined ? undefined : steps.find((step) => step.as === present)?.text;
    return text === undefined ? null : this.fill(text, false);
  }

  set(values: Readonly<Record<string, string>> | undefined): void {
    for (const [name, value] of Object.entries(values ?? {})) this.values.set(name, this.fill(value, false));
  }
}

function withDefaults({ playbook }: RunOptions, given: Variables): Variables {
  const defaults = Object.entries(playbook.act.variables).flatMap(([name, { default: text }]) =>
    text === undefined || given[name] !== undefined ? [] : [[name, fillIn(text, given)] as const],
  );
  return { ...given, ...Object.fromEntries(defaults) };
}
