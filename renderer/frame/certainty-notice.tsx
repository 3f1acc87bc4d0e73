import type { CertaintyView } from '@contract/certainty.ts';
import type { Phone } from '@contract/phones.ts';
import { Button } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { durationText } from '../format/ages.ts';
import { planMomentText } from '../format/plan-times.ts';
import { useTexts } from '../i18n/texts-context.tsx';
import type { Texts } from '../i18n/texts.ts';
import { useConsole, useLive, useTicking } from '../stores/use-console.ts';
import { Notice } from '../ui/notice.tsx';
import { useAnswer } from '../ui/use-answer.ts';
import { useGrowthVersion } from '../features/growth/use-growth.ts';
import { countWords } from './count-words.ts';

const noInput = {};
const minuteMs = 60_000;
const passesWithinMs = 15_000;
/** A PC clock that is less than this away misleads nobody. */
const worthSayingMs = 2 * minuteMs;

/** Why nothing that counts is done now: nobody knows the time, or how much was done; and that the PC's clock is wrong. */
export function CertaintyNotice(): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  const version = useGrowthVersion(null);
  const { value } = useAnswer('accounts.certainty', noInput, version);
  if (value === null) return null;
  if (value.refusal !== null)
    return (
      <Notice tone="bad" title={text('certainty.refused.title')}>
        <p>{text('certainty.refused.text')}</p>
      </Notice>
    );
  return (
    <>
      <CountNotice certainty={value} />
      <UnwitnessedNotice certainty={value} />
      <TimeNotice certainty={value} />
    </>
  );
}

interface Shown {
  readonly certainty: CertaintyView;
}

/** Until the day is over for everything, and for acts in groups that may have had their share for longer. */
function CountNotice({ certainty }: Shown): ReactNode {
  const texts = useTexts();
  const words = countWords(texts, certainty);
  if (words === null) return null;
  return (
    <Notice tone="warn" title={words.title}>
      {words.lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </Notice>
  );
}

/** An older copy of everything would look as if nothing had happened: somebody should know that nobody sees it. */
function UnwitnessedNotice({ certainty: { unwitnessed } }: Shown): ReactNode {
  const { text } = useTexts();
  if (unwitnessed === null) return null;
  return (
    <Notice tone="info" title={text('certainty.unwitnessed.title')}>
      <p>{text('certainty.unwitnessed.text', unwitnessed)}</p>
    </Notice>
  );
}

function TimeNotice({ certainty: { time, now, isOwnClock } }: Shown): ReactNode {
  const texts = useTexts();
  const { text, lookUp, language } = texts;
  const pcNow = usePcMinute();
  const hasReal = useLive(({ phones }) => [...phones.values()].some(isReal));
  const isStuck = useLasts(time.kind === 'unsure');
  if (time.kind === 'known') {
    if (isOwnClock || Math.abs(time.pcAheadMs) < worthSayingMs) return null;
    const difference = durationText(texts, Math.abs(time.pcAheadMs));
    return (
      <Notice tone="warn" title={text('certainty.off.title', { difference })}>
        <p>{text('certainty.off.text', { now: planMomentText(language, now, pcNow) })}</p>
      </Notice>
    );
  }
  // On a desk without real phones nothing waits for it but a demo, whose page says why.
  if (!hasReal || !isStuck) return null;
  const words = { why: lookUp(`param.why.${time.why}`), toDo: lookUp(`param.toDo.${time.why}`) };
  const [phone] = time.said;
  const asked =
    time.why === 'phone-alone' && phone !== undefined ? <BelievePhone phoneId={phone.phoneId} /> : undefined;
  return (
    <Notice tone="warn" title={text('certainty.time.title')} actions={asked}>
      <p>{text('certainty.time.text', words)}</p>
      {time.said.length > 0 && <SaidTimes said={time.said} isBesidePc={time.why === 'phone-alone'} texts={texts} />}
    </Notice>
  );
}

/** With one phone alone somebody has to look which of both is wrong, and says so where it is the PC. */
function BelievePhone({ phoneId }: { readonly phoneId: string }): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  return (
    <Button data-act="believe-phone" onClick={() => void acts.perform('accounts.believePhone', { phoneId })}>
      {text('certainty.believe')}
    </Button>
  );
}

/** One that has not said who it is may be a virtual one yet. */
function isReal({ isVirtual, facts }: Phone): boolean {
  return !isVirtual && facts.sdk !== null;
}

/** Right after a start, and after each sleep, the phones are asked first: what passes by itself is not told. */
function useLasts(isSo: boolean): boolean {
  const [lasts, setLasts] = useState(false);
  useEffect(() => {
    if (!isSo) return undefined;
    const timer = window.setTimeout(() => setLasts(true), passesWithinMs);
    return () => {
      window.clearTimeout(timer);
      setLasts(false);
    };
  }, [isSo]);
  return isSo && lasts;
}

/** What day the PC takes it for: a time of another day is shown with its date. */
function usePcMinute(): number {
  return useTicking((now) => Math.floor(now / minuteMs)) * minuteMs;
}

interface Said {
  readonly said: readonly { readonly phoneId: string; readonly now: number }[];
  /** The PC says another time. */
  readonly isBesidePc: boolean;
  readonly texts: Texts;
}

/** Which phone is to be set right is for the operator to see. */
function SaidTimes({ said, isBesidePc, texts: { text, language } }: Said): ReactNode {
  const phones = useLive((state) => state.phones);
  const nameOf = (phoneId: string): string => {
    const phone = phones.get(phoneId);
    return phone?.number?.toString() ?? (phone?.label || phone?.facts.model) ?? phoneId;
  };
  const pcNow = usePcMinute();
  const times = said.map(({ phoneId, now }) => `${nameOf(phoneId)} ${planMomentText(language, now, pcNow)}`);
  if (isBesidePc) times.push(`${text('certainty.pc')} ${planMomentText(language, pcNow, said[0]?.now ?? pcNow)}`);
  return (
    <p>
      {text('certainty.said')} {times.join(' · ')}
    </p>
  );
}
