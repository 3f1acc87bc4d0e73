import { memo, useSyncExternalStore, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { EditorPlace } from './model/editor-place.ts';
import { planSections, sectionOf, type PlanSection } from './model/plan-path.ts';
import { BasicsSection } from './sections/basics-section.tsx';
import { CapsSection } from './sections/caps-section.tsx';
import { GapsSection } from './sections/gaps-section.tsx';
import { HealthSection } from './sections/health-section.tsx';
import { RestSection } from './sections/rest-section.tsx';
import { RestartSection } from './sections/restart-section.tsx';
import { StagesSection } from './sections/stages-section.tsx';
import { TextSection } from './sections/text-section.tsx';
import { ToolsSection } from './sections/tools-section.tsx';
import { useEditing } from './use-draft.ts';

interface EditorSectionsProps {
  readonly place: EditorPlace;
  readonly hardZeros: ReadonlySet<string>;
  readonly onPlace: (place: EditorPlace) => void;
}

/** The parts of a plan at the left, and the one that is open. */
export const EditorSections = memo(function EditorSections({
  place,
  hardZeros,
  onPlace,
}: EditorSectionsProps): ReactNode {
  const { text } = useTexts();
  const { draft, check } = useEditing();
  const { section, stage, line } = place;
  // While the text is typed nobody needs what it says.
  const isBroken = useSyncExternalStore(draft.subscribe, () => section !== 'text' && draft.content === null);
  // Elements are cheap; only the one that is shown is drawn.
  const contents: Readonly<Record<PlanSection, ReactNode>> = {
    basics: <BasicsSection />,
    stages: <StagesSection stage={stage} onStage={(next) => onPlace({ ...place, stage: next })} />,
    caps: <CapsSection hardZeros={hardZeros} />,
    gaps: <GapsSection />,
    rest: <RestSection />,
    health: <HealthSection />,
    restart: <RestartSection />,
    tools: <ToolsSection />,
    text: <TextSection line={line} />,
  };
  const wrong = new Set([...check.problemsAt.keys()].map((path) => sectionOf(path)));
  const changed = new Set([...check.changesAt.keys()].map((path) => sectionOf(path)));
  return (
    <>
      <nav className="plan-sections" aria-label={text('plans.sections')}>
        {planSections.map((each) => (
          <button
            key={each}
            type="button"
            className={`plan-section-item ${each === section ? 'is-current' : ''}`}
            aria-current={each === section ? 'true' : undefined}
            data-plan-section={each}
            onClick={() => onPlace({ ...place, section: each, line: null })}
          >
            {text(`plans.section.${each}`)}
            {wrong.has(each) && <span className="tone-bad">{text('plans.wrong-mark')}</span>}
            {!wrong.has(each) && changed.has(each) && <span className="tone-info">{text('plans.changed-mark')}</span>}
          </button>
        ))}
      </nav>
      <div className="plan-section" data-section={section}>
        {isBroken ? <BrokenText /> : contents[section]}
      </div>
    </>
  );
});

function BrokenText(): ReactNode {
  const { text } = useTexts();
  return (
    <Notice tone="bad" title={text('plans.text-broken')}>
      {text('plans.text-broken-cure')}
    </Notice>
  );
}
