import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { test } from 'vitest';
import { Session } from 'node:inspector/promises';
import { checkLayers } from './check.ts';
test('fuzz', async () => {
  const sess = new Session(); sess.connect(); await sess.post('Profiler.enable'); await sess.post('Profiler.start');
  const layer = (id: string) => ({ id, sources: readdirSync(`src/kernel/listings/${id}`).filter(f => f.endsWith('.step')).map(f => ({ file: `${id}/${f}`, text: readFileSync(`src/kernel/listings/${id}/${f}`, 'utf8') })) });
  const base = [layer('v4.18'), layer('july-2018')];
  let seed = 12345; const rnd = (n: number) => { seed = (seed * 1103515245 + 12345) & 0x7fffffff; return (seed >>> 8) % n; };
  const all = base.flatMap(l => l.sources.flatMap(s => s.text.split('\n')));
  const words = all.flatMap(l => l.split(/\b/)).filter(w => w.trim());
  let clean = 0, bad = 0, worst = 0; const msgs = new Map<string, number>();
  const t0 = performance.now();
  for (let i = 0; performance.now() - t0 < 20000 && i < 4000; i++) {
    const li = rnd(2); const l = base[li]!; const si = rnd(l.sources.length); const src = l.sources[si]!;
    const lines = src.text.split('\n');
    for (let k = 1 + rnd(3); k > 0; k--) {
      const at = rnd(lines.length);
      switch (rnd(6)) {
        case 0: lines.splice(at, 1); break;
        case 1: lines.splice(at, 0, all[rnd(all.length)]!); break;
        case 2: { const p = lines[at]!.split(/\b/); if (p.length) p[rnd(p.length)] = words[rnd(words.length)]!; lines[at] = p.join(''); break; }
        case 3: { const a = rnd(lines.length); [lines[a], lines[at]] = [lines[at]!, lines[a]!]; break; }
        case 4: lines[at] = '    ' + lines[at]!; break;
        case 5: { const s = lines[at]!; const p = rnd(s.length + 1); lines[at] = s.slice(0, p) + ' .,()[]&+-=:*#"'[rnd(16)] + s.slice(p + rnd(2)); break; }
      }
    }
    const sources = l.sources.slice(); sources[si] = { file: src.file, text: lines.join('\n') };
    const layers = base.slice(); layers[li] = { id: l.id, sources };
    const t = performance.now();
    try {
      const problems = checkLayers(layers);
      if (problems.length) bad++; else clean++;
      for (const p of problems) { const m = p.message.replace(/[\w.\[\]>&-]+(\(.*\))?/g, w => /^[a-z]+$/.test(w) && w.length < 9 ? w : 'X'); msgs.set(m, (msgs.get(m) ?? 0) + 1); if (p.line < 1 || p.column < 1 || p.length < 1) console.log('POS', p); }
    } catch (e) { console.log('CRASH', e); writeFileSync('/tmp/a2/crash.txt', sources[si]!.text); break; }
    worst = Math.max(worst, performance.now() - t);
  }
  const { profile } = await sess.post('Profiler.stop');
  const self = new Map<string, number>();
  const dt = profile.timeDeltas ?? [];
  const byId = new Map(profile.nodes.map(n => [n.id, n]));
  (profile.samples ?? []).forEach((id, i) => { const n = byId.get(id)!; const k = n.callFrame.functionName + ' ' + n.callFrame.url.split('/').pop() + ':' + n.callFrame.lineNumber; self.set(k, (self.get(k) ?? 0) + (dt[i] ?? 0)); });
  console.log([...self].sort((a, b) => b[1] - a[1]).slice(0, 25).map(([k, v]) => `${(v / 1000).toFixed(2)} ms ${k}`).join('\n'));
  console.log(clean, bad, 'worst', worst);
}, 200000);
