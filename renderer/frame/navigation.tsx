import {
  AppstoreOutlined,
  BellOutlined,
  CarryOutOutlined,
  ClusterOutlined,
  ExperimentOutlined,
  FileProtectOutlined,
  LineChartOutlined,
  MobileOutlined,
  OrderedListOutlined,
  SafetyCertificateOutlined,
  SettingOutlined,
  TeamOutlined,
  ThunderboltOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTexts } from '../i18n/texts-context.tsx';
import { pages } from '../stores/ui-store.ts';
import { useConsole, useUi } from '../stores/use-console.ts';
import { BrandMark } from './brand-mark.tsx';

const icons = {
  devices: MobileOutlined,
  groups: TeamOutlined,
  alerts: BellOutlined,
  jobs: OrderedListOutlined,
  bench: ExperimentOutlined,
  desk: AppstoreOutlined,
  history: LineChartOutlined,
  preparation: SafetyCertificateOutlined,
  shift: CarryOutOutlined,
  care: ThunderboltOutlined,
  hosts: ClusterOutlined,
  audit: FileProtectOutlined,
  settings: SettingOutlined,
} as const;

/** The pages that there are. */
export function Navigation(): ReactNode {
  const { text } = useTexts();
  const { ui } = useConsole();
  const current = useUi((state) => state.page);
  return (
    <nav className="nav" aria-label={text('nav.label')}>
      <div className="nav-brand">
        <BrandMark />
        <span>{text('app.name')}</span>
      </div>
      {pages.map((page) => {
        const Icon = icons[page];
        return (
          <button
            key={page}
            type="button"
            className={`nav-item${page === current ? ' is-current' : ''}`}
            aria-current={page === current ? 'page' : undefined}
            data-nav={page}
            onClick={() => ui.setState({ page })}
          >
            <Icon aria-hidden />
            <span>{text(`nav.${page}`)}</span>
          </button>
        );
      })}
    </nav>
  );
}
