import type {
  MemberChange,
  MemberCheck,
  MemberKept,
  MemberPlace,
  MemberPlaceReport,
  MemberReach,
} from '../../contract/member-data.ts';
import type { ErasedCopies } from './copies-task.ts';
import type { PersonLook } from './look-task.ts';
import type { ErasedRecords } from './person-records.ts';

/** Pictures as they were taken away. */
export interface ErasedPictures {
  readonly removedCount: number;
  /** Files that could not be deleted. */
  readonly keptCount: number;
  /** Those that have nothing to do with the person. */
  readonly otherCount: number;
  /** When the last of all that are left goes by its age; null without one. */
  readonly goneByAt: number | null;
}

export interface Erased {
  readonly records: ErasedRecords;
  /** What was found before anything was done. */
  readonly look: PersonLook;
  readonly reach: MemberReach;
  /** Whether more than rosters is gone through. */
  readonly hasTexts: boolean;
  /** Rows of jobs that were blanked so far, of those that `look` found. */
  readonly jobTextCount: number;
  readonly pictures: ErasedPictures;
  /** Null while the backups have not been gone through: all of them count as kept. */
  readonly copies: ErasedCopies | null;
  /** When each backup was written that there was before. */
  readonly backupsAt: readonly (number | null)[];
}

const dayMs = 86_400_000;
/** A backup a day, and seven of them kept: the newest gives way after so long, while the console is used. */
const backupsKeptDays = 7;

const placeOfTable: Readonly<Record<string, MemberPlace>> = {
  rosterCell: 'longer-names',
  groupView: 'group-names',
  groupViewFact: 'own-accounts',
  chatGroup: 'group-names',
  groupName: 'group-names',
  groupSet: 'group-names',
  auditLine: 'audit',
  account: 'own-accounts',
  job: 'open-jobs',
  jobItem: 'open-jobs',
  jobAttempt: 'open-jobs',
  attemptLine: 'open-jobs',
  attemptNote: 'open-jobs',
  jobResult: 'open-jobs',
};

const keptPlaces = ['open-jobs', 'group-names', 'audit', 'own-accounts', 'longer-names', 'other'] as const;

/** What an erasure would change outside rosters, were it to go there. */
export function previewChanges({ groupTexts, jobTexts }: PersonLook, reach: MemberReach): MemberChange[] {
  if (reach === 'short') return [];
  const all: MemberChange[] = [
    { place: 'group-texts', ...groupTexts },
    { place: 'job-texts', ...jobTexts },
  ];
  return all.filter(({ count }) => count > 0);
}

/** What an erasure would leave wherever it goes, and for a short name what it never touches. */
export function previewKept(look: PersonLook, reach: MemberReach): MemberKept[] {
  const counts = countKept({ ...look.rest, rosterCell: (look.rest['rosterCell'] ?? 0) - look.cellCount }, look, reach);
  const untouched = reach === 'short' ? untouchedTexts(look, reach) : [];
  return [...counts, ...untouched].filter(({ keptCount }) => keptCount > 0);
}

/** What became of every place, with something taken out or left; in the order of `memberPlaces`. */
export function reportPlaces(erased: Erased): MemberPlaceReport[] {
  const { records, look, reach, hasTexts, jobTextCount, pictures, copies, backupsAt } = erased;
  const rest = copies?.rest ?? {};
  const kept = countKept(rest, hasTexts ? { cleaned: {} } : look, reach);
  const untouched = hasTexts ? [] : untouchedTexts(look, reach);
  const keptAt = copies?.keptAt ?? backupsAt;
  const all: MemberPlaceReport[] = [
    removed('rosters', records.cellCount),
    removed('group-texts', records.textCount),
    {
      ...removed('job-texts', jobTextCount),
      keptCount: hasTexts ? Math.max(0, look.jobTexts.count - jobTextCount) : 0,
    },
    {
      place: 'pictures',
      removedCount: pictures.removedCount,
      keptCount: pictures.keptCount,
      goneByAt: pictures.keptCount === 0 ? null : pictures.goneByAt,
    },
    {
      place: 'backups',
      removedCount: copies?.rewrittenCount ?? 0,
      keptCount: keptAt.length,
      goneByAt: backupsGoneBy(keptAt),
    },
    ...[...kept, ...untouched].map((each) => ({ ...each, removedCount: 0, goneByAt: null })),
    { place: 'other-pictures', removedCount: 0, keptCount: pictures.otherCount, goneByAt: pictures.goneByAt },
  ];
  return all.filter(({ removedCount, keptCount }) => removedCount + keptCount > 0);
}

/**
 * Rows that keep the name, by place; `cleaned` are counted elsewhere. Of a short name only other people's longer ones are told: what
 * a count by bytes finds of it in other tables is ids and keys.
 */
function countKept(
  rest: Readonly<Record<string, number>>,
  { cleaned }: Pick<PersonLook, 'cleaned'>,
  reach: MemberReach,
): MemberKept[] {
  const counts = new Map<MemberPlace, number>();
  for (const [table, count] of Object.entries(rest)) {
    const place = placeOfTable[table] ?? 'other';
    if (reach === 'short' && place !== 'longer-names') continue;
    counts.set(place, (counts.get(place) ?? 0) + Math.max(0, count - (cleaned[table] ?? 0)));
  }
  return keptPlaces.map((place) => ({ place, keptCount: counts.get(place) ?? 0 }));
}

function untouchedTexts({ groupTexts, jobTexts }: PersonLook, reach: MemberReach): MemberKept[] {
  const place = reach === 'short' ? 'short-texts' : 'unlisted-texts';
  return [{ place, keptCount: groupTexts.count + jobTexts.count }];
}

/** What a purge leaves: members of the removed rosters stand in the backups until those give way. */
export function reportPurge(cellCount: number, backupsAt: readonly (number | null)[]): MemberPlaceReport[] {
  const backups = {
    place: 'backups',
    removedCount: 0,
    keptCount: backupsAt.length,
    goneByAt: backupsGoneBy(backupsAt),
  } as const;
  const all = cellCount === 0 ? [removed('rosters', 0)] : [removed('rosters', cellCount), backups];
  return all.filter(({ removedCount, keptCount }) => removedCount + keptCount > 0);
}

/** The end of the search: rows that are kept hold the name in the database file, so it is found there, and told by its places. */
export function checkOf(copies: ErasedCopies | null): MemberCheck {
  if (copies === null) return { outcome: 'not-done', searchedCount: 0, foundIn: [] };
  const { files, rest } = copies;
  if (files === null) return { outcome: 'too-short', searchedCount: 0, foundIn: [] };
  const isClean = files.found.length === 0 && Object.keys(rest).length === 0;
  return { outcome: isClean ? 'clean' : 'found', searchedCount: files.searchedCount, foundIn: [...files.found] };
}

function removed(place: MemberPlace, removedCount: number): MemberPlaceReport {
  return { place, removedCount, keptCount: 0, goneByAt: null };
}

function backupsGoneBy(at: readonly (number | null)[]): number | null {
  const known = at.filter((each) => each !== null);
  return known.length === 0 || known.length < at.length ? null : Math.max(...known) + backupsKeptDays * dayMs;
}
