import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';

interface WizardFootProps {
  /** What stands in the way of going on, or what going on means. */
  readonly hint: ReactNode;
  readonly onBack: (() => void) | null;
  readonly next: {
    readonly words: string;
    readonly isReady: boolean;
    readonly isRunning?: boolean;
    readonly isDanger?: boolean;
    readonly onNext: () => void;
  };
}

/** Back at the left, on at the right, and between them what there is to know. */
export function WizardFoot({ hint, onBack, next }: WizardFootProps): ReactNode {
  const { text } = useTexts();
  const { words, isReady, isRunning = false, isDanger = false, onNext } = next;
  return (
    <footer className="wizard-foot">
      <Button disabled={onBack === null} data-act="wizard-back" onClick={() => onBack?.()}>
        {text('rename.back')}
      </Button>
      <div className="wizard-hint text-second" aria-live="polite">
        {hint}
      </div>
      <Button
        type="primary"
        danger={isDanger}
        disabled={!isReady}
        loading={isRunning}
        data-act="wizard-next"
        onClick={onNext}
      >
        {words}
      </Button>
    </footer>
  );
}
