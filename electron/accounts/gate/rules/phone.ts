import type { GateRule } from '../act-question.ts';

/** Whatever waits for a phone waits until its check passes. */
export const deviceHold: GateRule = ({ phone }) => {
  if (phone.isHealthy) return null;
  return {
    kind: 'held',
    reason: 'device-hold',
    until: null,
    path: 'health.signals.device_unhealthy',
    detail: { faults: phone.faults.join(', ') },
  };
};
