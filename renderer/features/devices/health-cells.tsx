import { ThunderboltFilled } from '@ant-design/icons';
import type { HealthCheck, Phone } from '@contract/phones.ts';
import type { ReactNode } from 'react';
import { sizeText } from '../../format/sizes.ts';
import { clockText } from '../../format/times.ts';
import { useTexts } from '../../i18n/texts-context.tsx';
import { checkOf } from './phone-names.ts';
import { scoreTone, verdictTones } from './state-look.ts';

interface PhoneCellProps {
  readonly phone: Phone;
}

/** The score, and how many checks could not be read. */
export function HealthCell({ phone }: PhoneCellProps): ReactNode {
  const { text } = useTexts();
  const { score, unknownCount } = phone.health;
  return (
    <>
      <span className={`cell-score tone-${scoreTone(score)}`}>{score ?? text('value.none')}</span>
      <span className="cell-sub">
        {unknownCount === 0 ? '' : text('health.unknown-count', { count: unknownCount })}
      </span>
    </>
  );
}

/** Charge with a bolt while it charges, temperature below. */
export function BatteryCell({ phone }: PhoneCellProps): ReactNode {
  const { text } = useTexts();
  const level = checkOf(phone, 'battery-level');
  const temperature = checkOf(phone, 'battery-temperature');
  const percent = level?.value ?? null;
  const celsius = temperature?.value ?? null;
  if (level === null || percent === null) return <UnknownValue check={level} />;
  const status = checkOf(phone, 'battery-status')?.textCode;
  return (
    <>
      <span className={`cell-line tabular ${toneUnlessWell(level)}`}>
        {text('value.percent', { n: Math.round(percent) })}
        {(status === 'charging' || status === 'full') && (
          <ThunderboltFilled className="tone-good" role="img" aria-label={text('health.charging')} />
        )}
      </span>
      <span className={`cell-sub tabular ${temperature === null ? '' : toneUnlessWell(temperature)}`}>
        {celsius === null ? '' : text('value.celsius', { n: celsius.toFixed(1) })}
      </span>
    </>
  );
}

/** Free space, and its share. */
export function StorageCell({ phone }: PhoneCellProps): ReactNode {
  const { text } = useTexts();
  const check = checkOf(phone, 'storage');
  const percent = check?.value ?? null;
  if (check === null || percent === null) return <UnknownValue check={check} />;
  const freeMb = check.params['freeMb'];
  return (
    <>
      <span className={`cell-main tabular ${toneUnlessWell(check)}`}>
        {typeof freeMb === 'number' ? sizeText(freeMb * bytesOfMb) : text('value.none')}
      </span>
      <span className="cell-sub tabular">{text('storage.free', { n: Math.round(percent) })}</span>
    </>
  );
}

const bytesOfMb = 1024 * 1024;
const networkKinds = ['wifi', 'mobile', 'ethernet', 'other', 'none'] as const;

/** The kind of network, and whether it reaches the internet. */
export function NetworkCell({ phone }: PhoneCellProps): ReactNode {
  const { text } = useTexts();
  const check = checkOf(phone, 'network');
  const kind = networkKinds.find((candidate) => check?.textCode.split('-')[0] === candidate);
  if (check === null || kind === undefined || check.unknownSinceAt !== null) return <UnknownValue check={check} />;
  return (
    <>
      <span className={`cell-main ${toneUnlessWell(check)}`}>{text(`network.${kind}`)}</span>
      <span className={`cell-sub ${toneUnlessWell(check)}`}>
        {check.textCode.endsWith('-no-internet') && text('network.no-internet')}
        {check.textCode.endsWith('-unproven') && text('network.unproven')}
      </span>
    </>
  );
}

/** A value too old is never shown as if it were fresh: it reads unknown, and since when. */
function UnknownValue({ check }: { readonly check: HealthCheck | null }): ReactNode {
  const { text, language } = useTexts();
  if (check === null) return <span className="cell-empty">{text('value.none')}</span>;
  if (check.textCode === 'never-read') return <span className="cell-empty">{text('value.pending')}</span>;
  return (
    <>
      <span className="cell-empty">{text('verdict.unknown')}</span>
      <span className="cell-sub">
        {check.unknownSinceAt === null ? '' : text('value.since', { time: clockText(language, check.unknownSinceAt) })}
      </span>
    </>
  );
}

function toneUnlessWell(check: HealthCheck): string {
  return check.verdict === 'ok' || check.verdict === 'unknown' ? '' : `tone-${verdictTones[check.verdict]}`;
}
