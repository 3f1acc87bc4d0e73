import { Button } from 'antd';
import { Component, type ReactNode } from 'react';
import { useTexts } from '../i18n/texts-context.tsx';
import { Notice } from '../ui/notice.tsx';

interface PageGuardProps {
  readonly children: ReactNode;
}

/** A bug on one page does not take the whole console with it; navigating away starts the next page clean. */
export class PageGuard extends Component<PageGuardProps, { readonly failure: Error | null }> {
  override state: { readonly failure: Error | null } = { failure: null };

  static getDerivedStateFromError(failure: unknown): { readonly failure: Error } {
    return { failure: failure instanceof Error ? failure : new Error(String(failure)) };
  }

  override render(): ReactNode {
    if (this.state.failure === null) return this.props.children;
    return <CrashedPage failure={this.state.failure} onReload={() => this.setState({ failure: null })} />;
  }
}

interface CrashedPageProps {
  readonly failure: Error;
  readonly onReload: () => void;
}

function CrashedPage({ failure, onReload }: CrashedPageProps): ReactNode {
  const { text } = useTexts();
  return (
    <div className="page">
      <Notice
        tone="bad"
        title={text('app.crashed.title')}
        actions={<Button onClick={onReload}>{text('app.crashed.reload')}</Button>}
      >
        <p>{text('app.crashed.text')}</p>
        <pre className="raw-output">{failure.stack ?? failure.message}</pre>
      </Notice>
    </div>
  );
}
