import { Image } from 'antd';
import { useMemo, type ReactNode } from 'react';
import { fullTimeText } from '../../format/times.ts';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useFaultText } from '../../ui/use-fault-text.ts';
import { useAnswer } from '../../ui/use-answer.ts';

const thumbnailHeight = 120;

/** A picture that proves something; a click shows it in full. */
export function EvidencePicture({ evidenceId }: { readonly evidenceId: string }): ReactNode {
  const texts = useTexts();
  const readFault = useFaultText();
  const input = useMemo(() => ({ evidenceId }), [evidenceId]);
  const { value, fault } = useAnswer('jobs.evidence', input);
  if (fault !== null) {
    return (
      <span className="job-picture-gone" title={readFault(fault).both}>
        {texts.text(fault.code === 'evidence-erased' ? 'jobs.picture-erased' : 'jobs.picture-gone')}
      </span>
    );
  }
  if (value === null) return <span className="job-picture-gone" aria-busy="true" />;
  return (
    <Image
      height={thumbnailHeight}
      src={`data:${value.mediaType};base64,${value.base64}`}
      alt={texts.text('jobs.picture')}
      title={fullTimeText(texts.language, value.takenAt)}
    />
  );
}
