import type { Phone } from '@contract/phones.ts';
import type { TextKey } from '../../i18n/texts.ts';
import type { BatchAct } from '../../stores/batch-store.ts';

/** The name of an act, as a button and as the title of its result. */
export function actKey(act: BatchAct): TextKey {
  switch (act.kind) {
    case 'set-aside':
      return act.isSetAside ? 'batch.set-aside' : 'batch.take-back';
    case 'set-expected':
      return act.isExpected ? 'batch.expect' : 'batch.not-expect';
    case 'limit-charge':
      return act.isLimited ? 'care.limit-act' : 'care.unlimit';
    case 'recheck':
    case 'reconnect':
    case 'reboot':
    case 'show-number':
    case 'forget':
      return `batch.${act.kind}`;
  }
}

/** Acts that interrupt a phone or lose what was written about it are confirmed, with the phones listed. */
export function needsConfirmation(act: BatchAct): act is BatchAct & { readonly kind: 'reboot' | 'forget' } {
  return act.kind === 'reboot' || act.kind === 'forget';
}

/** True when at least one of the phones would be another one afterwards. */
export function wouldChange(act: BatchAct, phones: readonly Phone[]): boolean {
  switch (act.kind) {
    case 'set-aside':
      return phones.some((phone) => (phone.state === 'set-aside') !== act.isSetAside);
    case 'set-expected':
      return phones.some((phone) => phone.isExpected !== act.isExpected);
    case 'forget':
      return phones.some((phone) => phone.routes.every((route) => !route.isLive));
    case 'recheck':
    case 'reconnect':
    case 'reboot':
    case 'show-number':
    case 'limit-charge':
      return true;
  }
}

/** The acts that stand behind "more", in the bulk bar and in the drawer. */
export const rareActs: readonly BatchAct[] = [
  { kind: 'set-aside', isSetAside: true },
  { kind: 'set-aside', isSetAside: false },
  { kind: 'set-expected', isExpected: true },
  { kind: 'set-expected', isExpected: false },
  { kind: 'forget' },
];
