import { tickWordsMaxLength } from '@contract/account-plans.ts';
import { Input } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { useFaultText } from '../../../ui/use-fault-text.ts';
import type { Tone } from '../../devices/state-look.ts';
import { needsInShort } from '../words/need-words.ts';
import { accountNameText, placeText } from '../words/place-words.ts';
import { proofText } from '../words/proof-text.ts';
import { usePhoneNames } from '../words/use-phone-names.ts';
import { lacksProof, type BulkDraft, type BulkKind, type BulkRow } from './bulk-order.ts';

interface BulkTableProps {
  readonly kind: BulkKind;
  readonly rows: readonly BulkRow[];
  /** Null once it was ordered: nothing is filled in any more. */
  readonly draft: BulkDraft | null;
  readonly onChange: (draft: BulkDraft) => void;
}

const columns = ['account', 'stage', 'result'] as const;

/** Every chosen account: whether it applies or was entered, else why not and what to do. */
export function BulkTable({ kind, rows, draft, onChange }: BulkTableProps): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  const nameOf = usePhoneNames();
  return (
    <div className="table-frame growth-bulk-rows">
      <table className="data-table">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column}>{text(`bulk.column.${column}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.card.accountId} data-bulk-row={row.card.accountId} data-bulk-state={row.state}>
              <td>
                <div>{accountNameText(texts, row.card)}</div>
                <div className="text-second">{placeText(texts, row.card.place, nameOf)}</div>
              </td>
              <td>{row.card.isPractice ? text('growth.column.practice') : row.card.stageId}</td>
              <td>
                <Verdict kind={kind} row={row} />
                {draft !== null && <OwnProof row={row} draft={draft} onChange={onChange} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const tones: Readonly<Record<BulkRow['state'], Tone>> = {
  asking: 'quiet',
  applies: 'info',
  refused: 'warn',
  done: 'good',
  'not-done': 'bad',
};

function Verdict({ kind, row }: { readonly kind: BulkKind; readonly row: BulkRow }): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  const faultText = useFaultText();
  const { state, fault, card } = row;
  const words = state === 'applies' || state === 'done' ? text(`bulk.${state}.${kind}`) : text(`bulk.${state}`);
  const lacking = kind === 'sign-off' ? card.missing.filter((need) => need.kind !== 'sign-off') : [];
  return (
    <div className="growth-bulk-verdict">
      <Badge tone={tones[state]}>{words}</Badge>
      {fault !== null && (
        <span>
          {faultText(fault).cause} <span className="text-second">{faultText(fault).cure}</span>
        </span>
      )}
      {state === 'applies' && lacking.length > 0 && (
        <span className="text-second">{text('bulk.early', { needs: needsInShort(texts, lacking) })}</span>
      )}
    </div>
  );
}

type OwnProofProps = Pick<BulkTableProps, 'onChange'> & { readonly row: BulkRow; readonly draft: BulkDraft };

/** The proof of this account alone, where the task asks for one and nothing else is in its way. */
function OwnProof({ row, draft, onChange }: OwnProofProps): ReactNode {
  const texts = useTexts();
  const { accountId } = row.card;
  const isAsked = row.proof !== null && (row.state === 'applies' || lacksProof(row));
  if (row.proof === null || !isAsked) return null;
  const label = proofText(texts, row.proof);
  const change = (proof: string): void =>
    onChange({ ...draft, ownProofs: new Map(draft.ownProofs).set(accountId, proof) });
  return (
    <Input
      size="small"
      data-field="own-proof"
      value={draft.ownProofs.get(accountId) ?? ''}
      maxLength={tickWordsMaxLength}
      placeholder={draft.proof.trim() === '' ? label : draft.proof}
      aria-label={label}
      onChange={({ target }) => change(target.value)}
    />
  );
}
