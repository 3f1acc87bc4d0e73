import type { Alert } from '@contract/alerts.ts';
import type { Host } from '@contract/hosts.ts';
import type { Phone } from '@contract/phones.ts';
import { readableParams } from '../../format/text-params.ts';
import type { Texts } from '../../i18n/texts.ts';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useLive } from '../../stores/use-console.ts';
import { phoneName } from '../devices/phone-names.ts';
import { hostName } from '../hosts/host-name.ts';

/** What an alert is about by the name it has now, or, where it is gone, by the one it had. */
export function useAlertSubject(alert: Alert): string {
  const texts = useTexts();
  const { subject } = alert;
  const phone = useLive(({ phones }) => (subject.type === 'phone' ? (phones.get(subject.phoneId) ?? null) : null));
  const host = useLive(({ hosts }) => ('hostId' in subject ? (hosts.get(subject.hostId) ?? null) : null));
  return subjectName(alert, { phone, host }, texts);
}

function subjectName(
  alert: Alert,
  { phone, host }: { readonly phone: Phone | null; readonly host: Host | null },
  texts: Texts,
): string {
  const { subject, subjectNumber, subjectName: kept } = alert;
  switch (subject.type) {
    case 'phone':
      if (phone !== null) return phoneName(phone, texts);
      return subjectNumber === null ? kept : texts.text('phone.numbered', { number: subjectNumber, name: kept });
    case 'host':
      return hostWords(alert, host, texts);
    case 'hub':
      return texts.text('alerts.hub-on-host', { hub: subject.hub, host: hostWords(alert, host, texts) });
    case 'desk':
      return texts.text('alerts.whole-desk');
  }
}

function hostWords({ params, subjectName: kept }: Alert, host: Host | null, texts: Texts): string {
  if (host !== null) return hostName(host, texts);
  if (kept !== '') return kept;
  return texts.text(params['hostKind'] === 'demo' ? 'host.demo' : 'host.local');
}

/** The sentence that says what is so, and the one that says what to do. */
export function alertSentences(alert: Alert, subject: string, texts: Texts): { text: string; next: string } {
  const { kind, textCode, params, raisedAt } = alert;
  const readable = { ...readableParams(texts, params, raisedAt), host: subject };
  return {
    text: texts.lookUp(`alert.${kind}.${textCode}`, readable) ?? texts.text(`alert.${kind}.name`),
    next: texts.text(`alert.${kind}.next`),
  };
}
