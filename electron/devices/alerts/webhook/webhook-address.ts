import { isIPv4, isIPv6 } from 'node:net';
import { fail, succeed, type Outcome } from '../../../contract/outcome.ts';

/**
 * The address that an operator typed: https anywhere; plain http only to this machine and to private networks, where it
 * does not leave the house. `invalid-input` with the rule that it breaks; the address itself is not in the fault.
 */
export function readWebhookAddress(text: string): Outcome<URL> {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.hostname === '') return refuse('not-a-url');
  if (url.username !== '' || url.password !== '') return refuse('no-credentials');
  if (url.protocol === 'https:') return succeed(url);
  return url.protocol === 'http:' && isNear(url.hostname) ? succeed(url) : refuse('https-only');
}

function refuse(rule: 'not-a-url' | 'no-credentials' | 'https-only'): Outcome<never> {
  return fail('invalid-input', `the webhook address breaks the rule ${rule}`, { field: 'url', rule });
}

/** A name could resolve to anything, so only literal addresses and `localhost` count. */
function isNear(hostname: string): boolean {
  if (hostname === 'localhost') return true;
  if (isIPv4(hostname)) return /^(127|10)\.|^192\.168\.|^169\.254\.|^172\.(1[6-9]|2\d|3[01])\./u.test(hostname);
  const bare = hostname.replaceAll(/^\[|\]$/gu, '');
  return isIPv6(bare) && (bare === '::1' || /^(f[cd]|fe[89ab])/iu.test(bare));
}
