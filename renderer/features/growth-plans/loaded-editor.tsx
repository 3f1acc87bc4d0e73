import { Skeleton } from 'antd';
import { useMemo, type ReactNode } from 'react';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { PlanEditor } from './plan-editor.tsx';
import type { OpenedPlan, TemplateRow } from './model/opened-plan.ts';

interface LoadedEditorProps {
  readonly opened: OpenedPlan;
  readonly templates: readonly TemplateRow[];
  readonly onClose: () => void;
}

/** Fetches what the editor begins with: the text of the template, and the shipped one for what nobody may loosen. */
export function LoadedEditor({ opened, templates, onClose }: LoadedEditorProps): ReactNode {
  const { templateId, version } = opened.from;
  const shipped = templates.find(({ saved }) => saved === null);
  const input = useMemo(() => ({ kind: 'template' as const, templateId, version }), [templateId, version]);
  const shippedId = shipped?.templateId ?? templateId;
  const shippedVersion = shipped?.version ?? null;
  const shippedInput = useMemo(
    () => ({ kind: 'template' as const, templateId: shippedId, version: shippedVersion }),
    [shippedId, shippedVersion],
  );
  const base = useAnswer('plans.get', input);
  const first = useAnswer('plans.get', shippedInput);
  const fault = base.fault ?? first.fault;
  if (fault !== null) return <FaultNotice fault={fault} />;
  if (base.value === null || first.value === null) return <Skeleton active paragraph={{ rows: 10 }} title={false} />;
  return (
    <PlanEditor
      key={`${templateId} ${version}`}
      from={opened.from}
      baseText={base.value.text}
      text={opened.text}
      shippedText={first.value.text}
      templates={templates}
      onClose={onClose}
    />
  );
}
