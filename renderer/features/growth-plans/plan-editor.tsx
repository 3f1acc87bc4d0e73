import { useCallback, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react';
import { CheckPanel } from './check/check-panel.tsx';
import { EditorHead } from './editor-head.tsx';
import { EditorSections } from './editor-sections.tsx';
import { LeaveDialog } from './leave-dialog.tsx';
import type { KeptDraft } from './model/draft-memory.ts';
import { placeOf, type EditorPlace } from './model/editor-place.ts';
import { hardZerosOf } from './model/hard-zeros.ts';
import { PlanDraft } from './model/plan-draft.ts';
import type { TemplateRow } from './model/opened-plan.ts';
import { SaveDialog } from './save-dialog.tsx';
import { EditingContext } from './use-draft.ts';
import { useKeptDraft } from './use-kept-draft.ts';
import { useLeaving } from './use-leaving.ts';
import { usePlanCheck } from './use-plan-check.ts';

interface PlanEditorProps {
  readonly from: KeptDraft['from'];
  readonly baseText: string;
  /** Where the work goes on; null: from the beginning. */
  readonly text: string | null;
  readonly shippedText: string;
  readonly templates: readonly TemplateRow[];
  readonly onClose: () => void;
}

const firstPlace: EditorPlace = { section: 'caps', stage: 0, line: null };

/** A plan section by section, checked while it is changed, beside what the change means. */
export function PlanEditor({ from, baseText, text, shippedText, templates, onClose }: PlanEditorProps): ReactNode {
  const [draft] = useState(() => new PlanDraft(baseText, text ?? baseText));
  const revision = useSyncExternalStore(draft.subscribe, () => draft.revision);
  const check = usePlanCheck(draft, from, revision);
  const [place, setPlace] = useState(firstPlace);
  const [isSaving, setSaving] = useState(false);
  const leaving = useLeaving(draft, from, onClose);
  useKeptDraft(draft, from, revision);
  const { value, fault, marks } = check;
  const editing = useMemo(() => ({ draft, check: marks }), [draft, marks]);
  const hardZeros = useMemo(() => hardZerosOf(shippedText), [shippedText]);
  const go = useCallback((path: string, line: number) => setPlace(placeOf(draft.content, path, line)), [draft]);
  const endSaving = (): void => setSaving(false);
  return (
    <EditingContext.Provider value={editing}>
      <div className="plan-editor" data-plan-editor={from.templateId}>
        <EditorHead from={from} check={check} onSave={() => setSaving(true)} onClose={leaving.ask} />
        <div className="plan-editor-body">
          <EditorSections place={place} hardZeros={hardZeros} onPlace={setPlace} />
          <CheckPanel {...{ value, fault, marks, from }} onGo={go} />
        </div>
        {isSaving && <SaveDialog {...{ check, templates }} onClose={endSaving} onSaved={() => leaving.leave(false)} />}
        {leaving.isAsked && (
          <LeaveDialog onStay={leaving.stay} onKeep={() => leaving.leave(true)} onDrop={() => leaving.leave(false)} />
        )}
      </div>
    </EditingContext.Provider>
  );
}
