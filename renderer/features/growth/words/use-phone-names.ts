import type { PlaceView } from '@contract/board-card.ts';
import { useCallback } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useLive } from '../../../stores/use-console.ts';
import { phoneName } from '../../devices/phone-names.ts';
import type { PhoneNameOf } from './place-words.ts';

/** Number and name of each phone that the desk remembers, as operators call it. */
export function usePhoneNames(): PhoneNameOf {
  const texts = useTexts();
  const phones = useLive((state) => state.phones);
  return useCallback(
    (phoneId) => {
      const phone = phones.get(phoneId);
      return phone === undefined ? null : phoneName(phone, texts);
    },
    [phones, texts],
  );
}

/** As `usePhoneNames` for the phones of one place: whatever else happens on the desk, the component is left alone. */
export function usePlaceNames({ phone, cameFrom }: PlaceView): PhoneNameOf {
  const [present, former] = [usePhoneNameOf(phone?.phoneId), usePhoneNameOf(cameFrom?.phoneId)];
  return (phoneId) => (phoneId === phone?.phoneId ? present : phoneId === cameFrom?.phoneId ? former : null);
}

function usePhoneNameOf(phoneId: string | undefined): string | null {
  const texts = useTexts();
  return useLive(({ phones }) => {
    const phone = phoneId === undefined ? undefined : phones.get(phoneId);
    return phone === undefined ? null : phoneName(phone, texts);
  });
}
