import type { AccountDetail } from '@contract/account-plans.ts';
import type { Supervision } from '../use-growth.ts';

/** What every part of an account's page is given. */
export interface AccountPart {
  readonly detail: AccountDetail;
  readonly supervision: Supervision;
  readonly onChanged: () => void;
}
