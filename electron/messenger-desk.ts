import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createAutomation, type ActOrder, type Automation } from './automation/automation.ts';
import { findDriverApks, type DriverApks } from './automation/drivers/apks.ts';
import type { EvidenceFiles } from './automation/evidence/evidence-files.ts';
import { hasPictureReader } from './automation/ocr/reader-packages.ts';
import { broughtApps } from './brought-apps.ts';
import type { PlaybookAct } from './contract/automation.ts';
import { fail, succeed, type Outcome } from './contract/outcome.ts';
import type { Phone } from './contract/phones.ts';
import type { Devices } from './devices/devices.ts';
import type { HelperApp } from './devices/preparation/step.ts';
import type { MessengerPlaybooks } from './groups/messenger-playbooks.ts';
import { readListByHand } from './hand-reading.ts';
import type { Clock } from './runtime/clock.ts';
import type { DisposalStack } from './runtime/disposal.ts';
import type { ServicesConfig, ServicesPorts } from './services-config.ts';
import type { SettingsService } from './settings/settings.ts';
import type { Store } from './store/store.ts';
import { TaskWorker } from './store/task-worker.ts';

export interface MessengerDeskDeps {
  readonly ports: ServicesPorts & { readonly machineClock: Clock };
  readonly config: Pick<ServicesConfig, 'dataFolder'>;
  readonly settings: SettingsService;
  readonly store: Store;
  readonly phones: Pick<Devices['phones'], 'get' | 'subscribe' | 'noteMessengerVersion'>;
  readonly life: DisposalStack;
}

export interface MessengerDesk {
  readonly automation: Automation;
  /** Where the pictures of attempts are kept. */
  readonly evidence: EvidenceFiles;
  /** Its apps on the phones, for the checklist of preparation. */
  readonly helpers: readonly HelperApp[];
  /** Whether the messenger on that phone is known to hide its views. */
  readonly isTreeHidden: (phoneId: string) => boolean;
  /** Playbooks for jobs: each run on the phone that the job holds, behind the job's own ports. */
  readonly playbooks: MessengerPlaybooks;
}

/** Automation with what it needs of this machine: the playbooks, the driver's apps, a thread for pictures, a folder. */
export function createMessengerDesk(deps: MessengerDeskDeps): MessengerDesk {
  const { life, phones } = deps;
  const apks = findDriverApks(import.meta.url);
  const automation = life.use(openAutomation(deps, apks));
  life.defer(phones.subscribe(() => automation.reviewDrivers((phoneId) => isBetweenItems(phones.get(phoneId)))));
  const isTreeHidden = (phoneId: string): boolean => {
    const phone = phones.get(phoneId);
    return phone !== null && automation.isTreeBlocked(phone) === true;
  };
  const helpers = broughtApps(apks);
  return { automation, evidence: automation.evidence, helpers, isTreeHidden, playbooks: playbooksForJobs(automation) };
}

/** Nobody but a job may come upon a driver that waits for its next item. */
function isBetweenItems(phone: Phone | null): boolean {
  return phone?.state === 'ready' || (phone?.state === 'busy' && phone.reason.code === 'held-by-job');
}

/** The models of the reader take seconds to load, and not all of their memory comes back when their thread ends. */
const pictureThreadMs = 30 * 60_000;

function openAutomation({ ports, config, settings, store, phones }: MessengerDeskDeps, apks: DriverApks): Automation {
  const { clock, machineClock, workerFile, resourcesFolder } = ports;
  const logger = ports.logger.scoped('automation');
  const pictures = { clock: machineClock, logger: logger.scoped('pictures'), idleMs: pictureThreadMs };
  const worker = { workerFile, file: store.file, ...pictures };
  return createAutomation({
    store,
    pictureWorker: hasPictureReader() ? new TaskWorker(worker) : null,
    playbookFolder: fileURLToPath(new URL('playbooks/', resourcesFolder)),
    evidenceFolder: join(config.dataFolder, 'evidence'),
    apks,
    language: () => settings.current().language,
    onAppVersion: (phoneId, version) => phones.noteMessengerVersion(phoneId, version),
    clock,
    machineClock,
    logger,
  });
}

/** A fault of the app's own file stops all its acts, so the first problem is told where the act's file has none. */
function checkPlaybook({ playbooks, problems }: Automation, act: PlaybookAct): Outcome<null> {
  if (playbooks.all.some((playbook) => playbook.act.act === act)) return succeed(null);
  const problem = problems.find(({ file }) => file.endsWith(`${act}.yaml`)) ?? problems[0];
  if (problem === undefined) return fail('playbook-missing', 'no playbook for that act', { act });
  const { file, line, path, code } = problem;
  const reason = path === '' ? 'broken-file' : 'broken';
  return fail('playbook-missing', `no sound playbook: ${code}`, { act, reason, file, line, path });
}

function playbooksForJobs(automation: Automation): MessengerPlaybooks {
  return {
    check: (act) => checkPlaybook(automation, act),
    readList: (held, reading) => readListByHand(automation, held, reading),
    readVersion: (phone, link, signal) => automation.readVersion({ phone, link, signal }),
    readSession: (phone, link, signal) => automation.readSession({ phone, link, signal }),
    run: (act, { context, ...order }) => {
      const { phone, link, mode, commit, operator, evidence, signal } = context;
      const tell: Pick<ActOrder, 'log' | 'note'> = {
        log: (line) => context.log(line),
        note: ({ code, fault }) => context.note(code, fault),
      };
      return automation.run(act, { ...order, ...tell, phone, link, mode, commit, operator, evidence, signal });
    },
  };
}
