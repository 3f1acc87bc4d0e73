import type { AlertTextCode } from '../../contract/alert-kinds.ts';
import type { ErrorCode } from '../../contract/outcome.ts';
import type { BackupState, DailyBackup } from '../../store/daily-backup.ts';
import type { AlertSource } from './alert-source.ts';
import { fine, trouble, type Verdict } from './finding.ts';

/** What keeps the backups of one database, as far as an alert needs it. */
export type BackupWatch = Pick<DailyBackup, 'state' | 'subscribe'>;

type FailedBackup = Extract<BackupState, { is: 'failed' }>;

/** Without a copy for this long, a damaged database would cost more than a few days. */
const badAfterMs = 3 * 24 * 3_600_000;

/**
 * Tells the operator that a daily backup was not written, until each one is. Nothing is known before the first look after a
 * start: an alert of an earlier run stays until then.
 */
export function createBackupAlerts(backups: readonly BackupWatch[], clock: { now(): number }): AlertSource {
  const startedAt = clock.now();
  const judge = (): Verdict<'backup-failed'> =>
    judgeBackups(
      backups.map((backup) => backup.state()),
      startedAt,
    );
  return {
    kinds: ['backup-failed'],
    findings: () => [{ kind: 'backup-failed', subject: { type: 'desk' }, verdict: judge() }],
    subscribe: (listener) => {
      const stops = backups.map((backup) => backup.subscribe(listener));
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}

function judgeBackups(states: readonly BackupState[], startedAt: number): Verdict<'backup-failed'> {
  const failed = states.filter((state) => state.is === 'failed');
  const worst = failed.find(isBad) ?? failed[0];
  if (worst !== undefined) return trouble(isBad(worst) ? 'bad' : 'warn', textCodeOf(worst.code));
  return states.some(({ is }) => is === 'unknown') ? { is: 'unknown', sinceAt: startedAt } : fine;
}

function isBad({ code, failedAt, lastAt }: FailedBackup): boolean {
  return code === 'database-corrupt' || lastAt === null || failedAt - lastAt >= badAfterMs;
}

function textCodeOf(code: ErrorCode): AlertTextCode<'backup-failed'> {
  if (code === 'disk-full') return 'disk-full';
  if (code === 'data-folder-unwritable') return 'unwritable';
  if (code === 'database-corrupt') return 'damaged';
  return code === 'timeout' ? 'slow' : 'failed';
}
