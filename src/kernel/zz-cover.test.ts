import { it } from 'vitest';
import { compileScenario } from './compiled-scenario.ts';
import { designs } from './design.ts';
import { cornerScenarios, scenarios } from './scenario.ts';
import { violationsOf } from './property.ts';
import { listingCoverage } from './listing-coverage.ts';
it('covers', { timeout: 600000 }, () => {
  const reached = new Map<string, Set<string>>();
  const all = new Map<string, Set<string>>();
  for (const design of designs)
    for (const scenario of [...scenarios, ...cornerScenarios]) {
      const c = compileScenario({ design, scenario, debug: 'vm,list' });
      if (!c.ok) {
        console.log(design.id, scenario.id, c.error);
        continue;
      }
      const r = listingCoverage(c.value);
      const { machine } = c.value;
      const corner = cornerScenarios.includes(scenario);
      if (corner) {
        let state = machine.start().state;
        const f = new Set<string>();
        for (let i = 0; i < 3000; i++) {
          const ms = machine.moves(state);
          const m = ms[i % Math.max(1, ms.length)];
          if (!m) break;
          const st = machine.step(state, m);
          state = st.state;
          for (const v of violationsOf({
            compiled: c.value,
            state,
            effects: st.effects,
            outcome: machine.outcome(state),
          }))
            f.add(v.message);
          for (const e of st.effects) if (e.kind === 'warn') f.add('WARN ' + e.text);
        }
        console.log(design.id, scenario.id, machine.outcome(state), [...f]);
      }
      console.log(design.id, scenario.id, 'states', r.states);
      for (const l of r.lines) {
        const s = all.get(l.file) ?? new Set();
        s.add(`${String(l.line).padStart(3)} ${l.text}`);
        all.set(l.file, s);
      }
      for (const l of r.reached) {
        const s = reached.get(l.file) ?? new Set();
        s.add(`${String(l.line).padStart(3)} ${l.text}`);
        reached.set(l.file, s);
      }
    }
  for (const [file, lines] of all)
    for (const line of lines)
      if (!reached.get(file)?.has(line)) console.log('UNREACHED', file, line);
});
