import { Tabs } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { LoadingLines } from '../../ui/loading-lines.tsx';
import { BenchHead } from './bench-head.tsx';
import { EmptyBench } from './empty-bench.tsx';
import { NodeFacts } from './node-facts.tsx';
import { NodeTree } from './node-tree.tsx';
import { PlaybooksTab } from './playbooks-tab.tsx';
import { RunTab } from './run-tab.tsx';
import { ScreenPicture } from './screen-picture.tsx';
import { SelectorTab } from './selector-tab.tsx';
import { SightTab } from './sight-tab.tsx';
import { BenchContext, useBench, useOwnBench } from './use-bench.ts';
import { benchTabs, useMarks, type BenchTab, type Marking } from './use-marks.ts';
import { useTrial } from './use-trial.ts';

/** The playbook bench: a phone's live view tree over its screen, a selector tester, and playbooks step by step. */
export function BenchPage(): ReactNode {
  const desk = useOwnBench();
  return (
    <BenchContext.Provider value={desk}>
      <Bench />
    </BenchContext.Provider>
  );
}

function Bench(): ReactNode {
  const marking = useMarks();
  useTrial(marking);
  const isKnown = useBench(({ bench }) => bench !== null);
  const hasPhone = useBench(({ bench }) => bench?.session !== null);
  const fault = useBench((view) => view.fault);
  return (
    <div className="page page-tall bench" data-page="bench">
      <BenchHead />
      {fault !== null && <FaultNotice fault={fault} tone="warn" />}
      {!isKnown && <LoadingLines />}
      {isKnown && (
        <div className="bench-body">
          {hasPhone ? <Screen marking={marking} /> : <EmptyBench />}
          <Side marking={marking} />
        </div>
      )}
    </div>
  );
}

function Screen({ marking }: { readonly marking: Marking }): ReactNode {
  return (
    <>
      <ScreenPicture marking={marking} />
      <section className="bench-tree-part">
        <NodeTree marking={marking} />
        <NodeFacts marking={marking} />
      </section>
    </>
  );
}

function Side({ marking }: { readonly marking: Marking }): ReactNode {
  const { text } = useTexts();
  const { marks, mark } = marking;
  const contents: Readonly<Record<BenchTab, ReactNode>> = {
    selector: <SelectorTab marking={marking} />,
    sight: <SightTab marking={marking} />,
    run: <RunTab />,
    playbooks: <PlaybooksTab onRun={() => mark({ tab: 'run' })} />,
  };
  return (
    <section className="bench-side">
      <Tabs
        size="small"
        activeKey={marks.tab}
        onChange={(key) => mark({ tab: benchTabs.find((tab) => tab === key) ?? 'selector' })}
        items={benchTabs.map((tab) => ({ key: tab, label: text(`bench.tab.${tab}`), children: contents[tab] }))}
      />
    </section>
  );
}
