import type { FormRule } from 'antd';
import { useMemo } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';

export interface AddressRules {
  readonly address: FormRule[];
  readonly port: FormRule[];
}

const addressMaxLength = 253;
const lastPort = 65_535;

/** What main will accept, told while the operator types. */
export function useAddressRules(): AddressRules {
  const { text } = useTexts();
  return useMemo(
    () => ({
      address: [
        { required: true, whitespace: true, message: text('host.address-required') },
        { max: addressMaxLength, message: text('host.address-too-long', { max: addressMaxLength }) },
        { pattern: /^\s*[^\s/:@]+\s*$|^\s*\[?[0-9a-fA-F:]+\]?\s*$/u, message: text('host.address-form') },
      ],
      port: [
        { required: true, message: text('host.port-range', { max: lastPort }) },
        { type: 'integer', min: 1, max: lastPort, message: text('host.port-range', { max: lastPort }) },
      ],
    }),
    [text],
  );
}
