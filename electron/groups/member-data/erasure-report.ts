import type { MemberCheck, MemberPlace, MemberPlaceReport } from '../../contract/member-data.ts';
import type { ErasedCopies } from './copies-task.ts';
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
  chatGroup: 'group-names',
  groupName: 'group-names',
  groupSet: 'group-names',
  auditLine: 'audit',
  account: 'own-accounts',
  job: 'open-jobs',
  jobItem: 'open-jobs',
  jobAttempt: 'open-jobs',
  attemptLine: 'open-jobs',
  jobResult: 'open-jobs',
};

/** What became of every place, with something taken out or left; in the order of `memberPlaces`. */
export function reportPlaces({ records, jobTextCount, pictures, copies, backupsAt }: Erased): MemberPlaceReport[] {
  const rest = Object.entries(copies?.rest ?? {});
  const kept = Map.groupBy(rest, ([table]) => placeOfTable[table] ?? 'other');
  const keptIn = (place: MemberPlace): number => (kept.get(place) ?? []).reduce((sum, [, count]) => sum + count, 0);
  const keptAt = copies?.keptAt ?? backupsAt;
  const all: MemberPlaceReport[] = [
    removed('rosters', records.cellCount),
    removed('group-texts', records.textCount),
    removed('job-texts', jobTextCount),
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
    ...(['open-jobs', 'group-names', 'audit', 'own-accounts', 'longer-names', 'other'] as const).map((place) => ({
      place,
      removedCount: 0,
      keptCount: keptIn(place),
      goneByAt: null,
    })),
    { place: 'other-pictures', removedCount: 0, keptCount: pictures.otherCount, goneByAt: pictures.goneByAt },
  ];
  return all.filter(({ removedCount, keptCount }) => removedCount + keptCount > 0);
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
