/** How likely it is: the share of the schedules, and one run in so many on a scale of tens. */
import type { Odds } from '../../store/explorer-state.ts';
import { grouped } from './number-text.ts';
import { oddsSentence, runsText, stressText } from './odds-text.ts';
import { PowerText } from './power-text.tsx';
import './odds-section.css';

/** Runs of a stress test, as one leaves it going over lunch. */
const STRESS = 1000;

export function OddsSection({ odds }: { readonly odds: Odds }) {
  const { share, rest, runs, because } = oddsSentence(odds);
  return (
    <section className="odds" aria-labelledby="odds-title">
      <h3 id="odds-title">How likely is it?</h3>
      <p>
        <b>{share}</b>
        <PowerText text={rest} />
        {runs !== undefined && (
          <>
            {' '}
            <b>
              <PowerText text={runs} />
              <span className="visually-hidden"> runs</span>
            </b>
            .
          </>
        )}
      </p>
      {because !== undefined && <p className="explorer-note">{because}</p>}
      {runs !== undefined && (
        <>
          <OddsScale likelihood={odds.likelihood} />
          <p className="explorer-note">
            <PowerText text={stressText(odds, STRESS)} />
          </p>
        </>
      )}
    </section>
  );
}

const WIDTH = 440;
const EDGE = 10;

/** Decades of runs as a ruler, with the stress test as a bar. Says nothing that the text does not. */
function OddsScale({ likelihood }: { readonly likelihood: number }) {
  const place = likelihood > 0 ? Math.log10(1 / likelihood) : 0;
  const decades = Math.max(4, Math.ceil(place + 0.4));
  const every = Math.ceil(decades / 9);
  const x = (decade: number): number => EDGE + (decade / decades) * (WIDTH - 2 * EDGE);
  const at = x(place);
  const anchor = at < 70 ? 'start' : at > WIDTH - 70 ? 'end' : 'middle';
  return (
    <svg className="odds-scale" viewBox={`0 0 ${WIDTH} 72`} aria-hidden="true">
      <line x1={x(0)} x2={x(decades)} y1={34} y2={34} stroke="var(--line)" />
      <line x1={x(0)} x2={x(3)} y1={34} y2={34} stroke="var(--ink)" strokeWidth={5} />
      <text x={x(0)} y={68}>
        the bar: a stress test of {grouped(STRESS)} runs
      </text>
      {Array.from({ length: decades + 1 }, (_, decade) => (
        <g key={decade}>
          <line x1={x(decade)} x2={x(decade)} y1={30} y2={38} stroke="var(--line)" />
          {decade % every === 0 && (
            <text
              x={x(decade)}
              y={50}
              textAnchor={decade === 0 ? 'start' : decade === decades ? 'end' : 'middle'}
            >
              {decade < 4 ? grouped(10 ** decade) : <Power text={`10^${decade}`} />}
            </text>
          )}
        </g>
      ))}
      <line x1={at} x2={at} y1={20} y2={42} stroke="var(--ink)" strokeWidth={2} />
      <text x={at} y={14} textAnchor={anchor} className="odds-label">
        1 run in <Power text={runsText(likelihood)} />
      </text>
    </svg>
  );
}

/** As PowerText, inside a picture. */
function Power({ text }: { readonly text: string }) {
  const [base, exponent] = text.split('^');
  return (
    <>
      {base}
      {exponent !== undefined && (
        <tspan dy={-5} fontSize="0.78em">
          {exponent}
        </tspan>
      )}
    </>
  );
}
