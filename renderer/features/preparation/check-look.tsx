import {
  CheckCircleFilled,
  CheckCircleOutlined,
  CloseCircleFilled,
  MinusOutlined,
  QuestionCircleOutlined,
  ToolFilled,
  UserOutlined,
} from '@ant-design/icons';
import type { PreparationState } from '@contract/preparation.ts';
import type { ComponentType, ReactNode } from 'react';
import type { Tone } from '../devices/state-look.ts';

/** What decides how a check is drawn. */
export interface CheckLook {
  readonly state: PreparationState;
  readonly isInferred: boolean;
  /** To fix, but the last try was refused. */
  readonly isBlocked: boolean;
}

type Icon = ComponentType<{ className?: string; 'aria-hidden'?: boolean }>;

const icons: Readonly<Record<PreparationState, Icon>> = {
  ok: CheckCircleFilled,
  'to-fix': ToolFilled,
  hand: UserOutlined,
  unknown: QuestionCircleOutlined,
  'not-applicable': MinusOutlined,
};

const tones: Readonly<Record<PreparationState, Tone>> = {
  ok: 'good',
  'to-fix': 'info',
  hand: 'warn',
  unknown: 'quiet',
  'not-applicable': 'quiet',
};

/** Blue can be fixed by a click, amber needs a hand, red refused; the word always stands beside it. */
export function CheckIcon({ state, isInferred, isBlocked }: CheckLook): ReactNode {
  const Icon = isBlocked ? CloseCircleFilled : state === 'ok' && isInferred ? CheckCircleOutlined : icons[state];
  return <Icon className={`tone-${isBlocked ? 'bad' : tones[state]}`} aria-hidden />;
}

/** The key of the word that stands in a cell of the matrix. */
export function cellWordKey({ state, isInferred, isBlocked }: CheckLook): CellWordKey {
  if (isBlocked) return 'preparation.cell.blocked';
  if (state === 'ok' && isInferred) return 'preparation.cell.inferred';
  return `preparation.cell.${state}`;
}

type CellWordKey = 'preparation.cell.blocked' | 'preparation.cell.inferred' | `preparation.cell.${PreparationState}`;
