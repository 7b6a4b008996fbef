/** Goes through the colours of the page: those of the system, light, dark. */
import { themes, type Theme } from '../../store/pinscope-state.ts';
import { useActions, usePinscope } from '../store-context.ts';

const THEME_NAMES: Readonly<Record<Theme, string>> = {
  system: 'as the system',
  light: 'light',
  dark: 'dark',
};

export function ThemeButton() {
  const theme = usePinscope((state) => state.theme);
  const { setTheme } = useActions();
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system';
  return (
    <button
      type="button"
      className="button quiet icon"
      aria-label={`Colours: ${THEME_NAMES[theme]}. Change to ${THEME_NAMES[next]}`}
      title={`Colours: ${THEME_NAMES[theme]}`}
      onClick={() => {
        setTheme(next);
      }}
    >
      <svg width={14} height={14} viewBox="0 0 14 14" aria-hidden="true">
        {theme === 'dark' ? (
          <path d="M9.4 1.6A5.6 5.6 0 1 0 12.6 9 4.9 4.9 0 0 1 9.4 1.6z" fill="currentColor" />
        ) : (
          <>
            <circle cx={7} cy={7} r={4.2} fill="none" stroke="currentColor" strokeWidth={1.4} />
            <path
              d={
                theme === 'light'
                  ? 'M7 0v1.4M7 12.6V14M0 7h1.4M12.6 7H14'
                  : 'M7 2.8a4.2 4.2 0 0 0 0 8.4z'
              }
              fill={theme === 'light' ? 'none' : 'currentColor'}
              stroke="currentColor"
              strokeWidth={theme === 'light' ? 1.4 : 0}
            />
          </>
        )}
      </svg>
    </button>
  );
}
