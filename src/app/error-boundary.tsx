/** What is shown when a component has thrown: a sentence, and ways back that lose nothing. */
import { Component, type ReactNode } from 'react';

interface Props {
  /** Address of the moment, read when it is needed. */
  readonly link: () => string;
  /** What is open is not to be opened by the next start. */
  readonly forget: () => void;
  readonly children: ReactNode;
}

interface State {
  readonly error: Error | undefined;
}

export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: undefined };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    const { link, forget } = this.props;
    return (
      <main className="page-message" role="alert">
        <h1>This part of the page failed.</h1>
        <p>
          What you had open is kept in this address: <code>{link()}</code>
        </p>
        <p>
          The message was: <code>{error.message}</code>
        </p>
        <p className="page-message-actions">
          <button
            type="button"
            className="button solid"
            onClick={() => {
              window.location.hash = link();
              window.location.reload();
            }}
          >
            Open it again
          </button>
          <button
            type="button"
            className="button"
            onClick={() => {
              forget();
              window.location.hash = '#/';
              window.location.reload();
            }}
          >
            Start afresh
          </button>
        </p>
      </main>
    );
  }
}
