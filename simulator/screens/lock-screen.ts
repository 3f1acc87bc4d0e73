import type { Screen } from './screen.ts';
import { clockText } from './system-bars.ts';
import { createBounds, createNode } from './ui-node.ts';

/** The keyguard over everything: a clock, and the PIN field once somebody swiped up on a phone with a PIN. */
export function createLockScreen(facts: { readonly now: () => number; readonly asksPin: () => boolean }): Screen {
  return {
    packageName: 'com.android.systemui',
    activity: 'com.android.systemui.keyguard.KeyguardViewMediator',
    build: (display) => {
      const whole = display.bounds;
      const hint = facts.asksPin() ? '输入 PIN 码' : '上滑解锁';
      return createNode('android.widget.FrameLayout', whole, {
        resourceId: 'com.android.systemui:id/notification_panel',
        look: { background: '#1d2b3a' },
        children: [
          createNode('android.widget.TextView', createBounds(0, display.height * 0.18, display.width, display.dp(80)), {
            text: clockText(facts.now()),
            resourceId: 'com.android.systemui:id/clock_view',
            look: { color: '#ffffff', textDp: 60, align: 'center' },
          }),
          createNode('android.widget.TextView', createBounds(0, display.height * 0.8, display.width, display.dp(40)), {
            text: hint,
            resourceId: 'com.android.systemui:id/keyguard_indication_text',
            look: { color: '#dddddd', textDp: 16, align: 'center' },
          }),
        ],
      });
    },
  };
}
