/** What stands there until the first scenario does: the frame of the stepper, or why there is none. */
import { Logo } from '../ui/header/logo.tsx';
import '../ui/header/stepper-header.css';
import './stepper.css';

export function OpeningPage({ error }: { readonly error?: string }) {
  return (
    <div className="app-root">
      <div className="stepper">
        <header className="header">
          <h1 className="header-name">
            <Logo />
          </h1>
        </header>
        {error === undefined ? (
          <main aria-busy="true" aria-label="Opening" />
        ) : (
          <main className="page-message">
            <p role="alert">{error}</p>
          </main>
        )}
      </div>
    </div>
  );
}
