import { fileURLToPath } from 'node:url';
import { findDriverApks } from './automation/drivers/apks.ts';
import { openDriver } from './automation/drivers/open-driver.ts';
import { runPlaybook } from './automation/engine/run-playbook.ts';
import type { PlaybookResult } from './automation/engine/run-ports.ts';
import { loadPlaybooks, type Playbook } from './automation/playbooks/playbooks.ts';
import type { UiDriver } from './automation/ui-driver.ts';
import { fail, succeed, type Outcome } from './contract/outcome.ts';
import { messengerPackage } from './devices/health/compound-poll.ts';
import type { MessengerPlaybooks } from './groups/messenger-playbooks.ts';
import type { RunContext } from './jobs/job-kind.ts';
import type { Clock } from './runtime/clock.ts';
import type { ServicesPorts } from './services-config.ts';
import type { SettingsService } from './settings/settings.ts';

export interface MessengerDeskDeps {
  readonly ports: ServicesPorts & { readonly machineClock: Clock };
  readonly settings: SettingsService;
}

type RunOptions = Parameters<MessengerPlaybooks['run']>[1];

/** Opens a driver on the phone that a job holds, runs the act's playbook on it and ends the driver again. */
export function createMessengerDesk({ ports, settings }: MessengerDeskDeps): MessengerPlaybooks {
  const { logger } = ports;
  const apks = findDriverApks(import.meta.url);
  const playbooks = loadPlaybooks(fileURLToPath(new URL('playbooks/', ports.resourcesFolder)));
  for (const problem of playbooks.problems) {
    const { file, line, path, code } = problem;
    logger.error('playbook-problem', { file, line, path, code });
  }
  const rehearsed = new Set<string>();
  const open = ({ link, phone, signal }: RunContext): Promise<Outcome<UiDriver>> =>
    openDriver({
      link,
      machineClock: ports.machineClock,
      logger: logger.scoped('driver'),
      signal,
      apks,
      sdk: phone.facts.sdk,
    });
  const runOn = (driver: UiDriver, playbook: Playbook, options: RunOptions): Promise<PlaybookResult> => {
    const { context, purpose, variables } = options;
    const { phone } = context;
    return runPlaybook({
      driver,
      playbook,
      purpose,
      variables,
      mode: context.mode,
      phone: { isVirtual: phone.isVirtual, appVersion: versionOf(phone) },
      isRehearsed: rehearsed.has(proofKey(playbook, phone)),
      commit: context.commit,
      operator: context.operator,
      evidence: context.evidence,
      pictures: null,
      language: settings.current().language,
      observe: (record) => context.log(`${record.step}: ${record.outcome} (${Math.round(record.durationMs)} ms)`),
      clock: ports.clock,
      machineClock: ports.machineClock,
      signal: context.signal,
    });
  };
  return {
    run: async (act, options) => {
      const playbook = playbooks.find(messengerPackage, act);
      if (playbook === null) return fail('playbook-missing', 'no sound playbook for that act', { act });
      const driver = await open(options.context);
      if (!driver.ok) return driver;
      try {
        const { phone, mode } = options.context;
        const isDue = options.purpose === 'run' && playbook.act.risk === 'write' && mode !== 'manual';
        if (isDue && !rehearsed.has(proofKey(playbook, phone))) {
          const tried = await runOn(driver.value, playbook, { ...options, purpose: 'rehearse' });
          if (tried.state !== 'done') return succeed(tried);
          rehearsed.add(proofKey(playbook, phone));
        }
        return succeed(await runOn(driver.value, playbook, options));
      } finally {
        await driver.value.dispose();
      }
    },
  };
}

function versionOf({ facts }: RunContext['phone']): string | null {
  return facts.messengerVersion;
}

/** A rehearsal holds for one model, one version of the messenger and one state of the playbook. */
function proofKey({ act, digest }: Playbook, phone: RunContext['phone']): string {
  return [phone.facts.model ?? '', versionOf(phone) ?? '', act.act, digest].join(' ');
}
