import { z } from 'zod';
import { lookForListed } from '../../accounts/people/list-erasure.ts';
import { erasedMark, type TextChange } from '../../jobs/store/erased-text.ts';
import { PersonSearch } from '../../jobs/store/person-search.ts';
import type { StoreTask } from '../../store/task-loop.ts';
import { countRowsWith } from '../../store/text-search.ts';
import { PersonPlaces } from './person-places.ts';
import { reachesTexts, reachOf } from './erasure-reach.ts';

/** The name under which the worker's entry offers `lookForPerson`. */
export const lookForPersonTask = 'memberData.look';

/** The name under which the worker's entry offers `listJobTexts`. */
export const listJobTextsTask = 'memberData.jobTexts';

export const countedSchema = z.record(z.string(), z.number().int());

const changedSchema = z.strictObject({
  count: z.number().int(),
  /** Some of them, cut to what stands around the name. */
  samples: z.array(z.strictObject({ before: z.string(), after: z.string().nullable() })),
});

export const lookSchema = z.strictObject({
  rosterCount: z.number().int(),
  cellCount: z.number().int(),
  /** The cells of rosters that hold exactly that name. */
  cells: z.array(z.strictObject({ groupViewId: z.number().int(), position: z.number().int() })),
  /** Entries of the lists of people: see `ListedPerson`. */
  listed: z.strictObject({
    goingCount: z.number().int(),
    outlastingCount: z.number().int(),
    noteCount: z.number().int(),
  }),
  groupTexts: changedSchema,
  jobTexts: changedSchema,
  /** Rows that hold the name, by table. */
  rest: countedSchema,
  /** How many of those an erasure that goes beyond rosters leaves without it. */
  cleaned: countedSchema,
  /** Of the groups of a roster that holds the name, and those that belong to no attempt. */
  picturesAround: z.array(z.string()),
  /** Of attempts whose texts hold the name; none for one that is too short. */
  picturesNaming: z.array(z.string()),
});
export type PersonLook = z.output<typeof lookSchema>;

export const textPlacesSchema = z.array(
  z.strictObject({ table: z.string(), keys: z.array(z.union([z.string(), z.number()])) }),
);

const sampleCount = 3;
const aroundLength = 24;

const lookInput = z.strictObject({ name: z.string().min(1), pictureIds: z.array(z.string()) });

/** Where a name stands, and what an erasure would change: all texts of the database are looked through. */
export const lookForPerson: StoreTask = (store, input): PersonLook => {
  const { name, pictureIds } = lookInput.parse(input);
  const places = new PersonPlaces(store);
  const search = new PersonSearch(store);
  const named = places.named(name);
  const { changes, cleaned } = places.texts(name);
  const jobs = countHits(search, name);
  const listed = lookForListed(store, name);
  const listEntry = listed.goingCount + listed.outlastingCount + listed.noteCount;
  const hasTexts = reachesTexts(reachOf(name, named.cellCount), true);
  return {
    ...named,
    listed,
    groupTexts: { count: changes.length, samples: sample(changes, name) },
    jobTexts: { count: jobs.count, samples: sample(jobs.samples, name) },
    rest: countRowsWith(store, name),
    cleaned: { ...cleaned, ...jobs.byTable, listEntry },
    picturesAround: [...search.picturesIn(places.seenIn(name)), ...search.unlinkedOf(pictureIds)],
    picturesNaming: hasTexts ? search.picturesNaming(name) : [],
  };
};

/** Which rows of the ledger an erasure blanks, by key: the main loop writes them in slices. */
export const listJobTexts: StoreTask = (store, input): z.output<typeof textPlacesSchema> => {
  const { name } = z.strictObject({ name: z.string().min(1) }).parse(input);
  return [...new PersonSearch(store).hits(name)].map(({ table, keys }) => ({ table, keys: [...keys] }));
};

interface CountedHits {
  readonly count: number;
  readonly byTable: Readonly<Record<string, number>>;
  readonly samples: readonly TextChange[];
}

function countHits(search: PersonSearch, name: string): CountedHits {
  const byTable: Record<string, number> = {};
  const samples: TextChange[] = [];
  let count = 0;
  for (const { table, changes } of search.hits(name)) {
    count += 1;
    byTable[table] = (byTable[table] ?? 0) + 1;
    const [first] = changes;
    if (first !== undefined && samples.length < sampleCount && byTable[table] === 1) samples.push(first);
  }
  return { count, byTable, samples };
}

/** A few that differ. */
function sample(changes: readonly TextChange[], name: string): TextChange[] {
  const shown = changes.map((change) => cut(change, name));
  return [...new Map(shown.map((change) => [change.before, change])).values()].slice(0, sampleCount);
}

function cut({ before, after }: TextChange, name: string): TextChange {
  const at = before.indexOf(name);
  const start = Math.max(0, at - aroundLength);
  const end = Math.min(before.length, at + name.length + aroundLength);
  const shown = `${start > 0 ? '…' : ''}${before.slice(start, end)}${end < before.length ? '…' : ''}`;
  return { before: shown, after: after === null ? null : shown.replaceAll(name, erasedMark) };
}
