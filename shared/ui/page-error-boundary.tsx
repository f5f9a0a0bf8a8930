import { Component, type ErrorInfo, type ReactElement, type ReactNode } from 'react';
import { ErrorState } from './error-state.tsx';
import { useUiWords } from './ui-provider.tsx';

export interface PageErrorBoundaryProps {
  children: ReactNode;
  /** Where the fault goes: the program's log, with its correlation id. */
  onError?: ((error: unknown, info: ErrorInfo) => void) | undefined;
  /** Changing it (the route, the order) tries again by itself. */
  resetKey?: string | undefined;
}

interface PageErrorBoundaryState {
  fault: { error: unknown } | null;
  resetKey: string | undefined;
}

/** A fault's own stable code, or the code for "the page itself broke". */
function supportCodeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return 'SCREEN-CRASH';
}

function CrashedPage({ error, onRetry }: { error: unknown; onRetry: () => void }): ReactElement {
  const t = useUiWords();
  return (
    <ErrorState
      title={t('crashTitle')}
      stillWorks={t('crashStillWorks')}
      whatToDo={t('crashWhatToDo')}
      supportCode={supportCodeOf(error)}
      onRetry={onRetry}
    />
  );
}

/** Keeps one broken page from taking the till with it. */
export class PageErrorBoundary extends Component<PageErrorBoundaryProps, PageErrorBoundaryState> {
  override state: PageErrorBoundaryState = { fault: null, resetKey: this.props.resetKey };

  static getDerivedStateFromError(error: unknown): Partial<PageErrorBoundaryState> {
    return { fault: { error } };
  }

  static getDerivedStateFromProps(
    props: PageErrorBoundaryProps,
    state: PageErrorBoundaryState,
  ): Partial<PageErrorBoundaryState> | null {
    return props.resetKey === state.resetKey ? null : { fault: null, resetKey: props.resetKey };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    this.props.onError?.(error, info);
  }

  override render(): ReactNode {
    if (this.state.fault === null) return this.props.children;
    return <CrashedPage error={this.state.fault.error} onRetry={() => this.setState({ fault: null })} />;
  }
}
