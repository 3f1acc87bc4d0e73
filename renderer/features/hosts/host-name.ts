import type { Host } from '@contract/hosts.ts';
import type { Texts } from '../../i18n/texts.ts';

/** How a host is called: this machine and the virtual desk have no name of their own. */
export function hostName(host: Host, { text }: Texts): string {
  switch (host.kind) {
    case 'local':
      return text('host.local');
    case 'demo':
      return text('host.demo');
    case 'remote':
      return host.name;
  }
}
