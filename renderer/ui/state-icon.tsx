import {
  CheckCircleFilled,
  ClockCircleOutlined,
  DisconnectOutlined,
  ExclamationCircleFilled,
  LockFilled,
  MinusCircleOutlined,
  PauseCircleFilled,
  PlayCircleFilled,
  SafetyCertificateOutlined,
  StopOutlined,
  SyncOutlined,
  ToolFilled,
} from '@ant-design/icons';
import type { PhoneState } from '@contract/phones.ts';
import type { ComponentType, ReactNode } from 'react';
import { stateTones } from '../features/devices/state-look.ts';

const icons: Readonly<Record<PhoneState, ComponentType<{ className?: string; 'aria-hidden'?: boolean }>>> = {
  absent: MinusCircleOutlined,
  connecting: SyncOutlined,
  offline: DisconnectOutlined,
  unauthorized: LockFilled,
  authorizing: SafetyCertificateOutlined,
  'no-permission': StopOutlined,
  'not-android': ToolFilled,
  preparing: ClockCircleOutlined,
  ready: CheckCircleFilled,
  busy: PlayCircleFilled,
  'needs-hand': ExclamationCircleFilled,
  'set-aside': PauseCircleFilled,
};

/** A state as shape and colour; the word always stands beside it. */
export function StateIcon({ state }: { readonly state: PhoneState }): ReactNode {
  const Icon = icons[state];
  return <Icon className={`tone-${stateTones[state]}`} aria-hidden />;
}
