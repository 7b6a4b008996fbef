/**
 * Vite plugin: compiles the built-in scenarios by the code of src/kernel and hands them to the page
 * as data files, `programs/<version>/<scenario>/<design>/<debug>.json`; the development server makes
 * them when they are asked for. `virtual:compiled-programs` says what there is, and where.
 */
import { createHash } from 'node:crypto';
import { lezer } from '@lezer/generator/rollup';
import { runnerImport } from 'vite';

const NAME = 'virtual:compiled-programs';
const RESOLVED = `\0${NAME}`;
const COMPILER = '/src/kernel/program-files.ts';
const SOURCES = /\/src\/(kernel|listing|machine)\/(?!.*\.test\.ts$)/;

/** @typedef {typeof import('../src/kernel/program-files.ts')} Compiler */

/** @returns {import('vite').Plugin} */
export function compiledPrograms() {
  /** @type {import('vite').ResolvedConfig} */
  let config;
  /** @type {import('vite').ViteDevServer | undefined} */
  let server;

  return {
    name: 'compiled-programs',
    configResolved(resolved) {
      config = resolved;
    },
    configureServer(started) {
      server = started;
      started.middlewares.use((request, response, next) => {
        const asked = /\/programs\/dev\/(.+)$/.exec(request.url ?? '')?.[1];
        if (asked === undefined) next();
        else answer(started, asked, response).catch(next);
      });
    },
    hotUpdate({ file, modules }) {
      if (this.environment.name !== 'client' || !SOURCES.test(file)) return undefined;
      const own = this.environment.moduleGraph.getModuleById(RESOLVED);
      this.environment.hot.send({ type: 'full-reload' });
      return own === undefined ? modules : [...modules, own];
    },
    resolveId: (id) => (id === NAME ? RESOLVED : undefined),
    async load(id) {
      if (id !== RESOLVED) return undefined;
      if (server !== undefined) {
        const { catalogue } = await compilerOf(server);
        return moduleText(catalogue, 'programs/dev');
      }
      /** @type {{ module: Compiler }} */
      const { module: compiler } = await runnerImport(config.root + COMPILER, {
        root: config.root,
        configFile: false,
        logLevel: 'error',
        plugins: [lezer()],
      });
      const files = compiler.programFileChoices.flatMap((choice) => {
        const file = compiler.programFile(choice);
        if (!file.ok) this.warn(file.error);
        return file.ok ? [file.value] : [];
      });
      const hash = createHash('sha256');
      for (const { name, text } of files) hash.update(`${name}\n${text}\n`);
      const folder = `programs/${hash.digest('hex').slice(0, 12)}`;
      for (const { name, text } of files) {
        this.emitFile({ type: 'asset', fileName: `${folder}/${name}`, source: text });
      }
      return moduleText(compiler.catalogue, folder);
    },
  };
}

/**
 * @param {import('vite').ViteDevServer} server
 * @returns {Promise<Compiler>}
 */
async function compilerOf(server) {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the server knows no types
  return /** @type {Compiler} */ (await server.ssrLoadModule(COMPILER));
}

/**
 * @param {import('vite').ViteDevServer} server
 * @param {string} asked
 * @param {import('node:http').ServerResponse} response
 */
async function answer(server, asked, response) {
  const compiler = await compilerOf(server);
  const choice = compiler.choiceOfFile(asked);
  const file = choice === undefined ? undefined : compiler.programFile(choice);
  response.setHeader('cache-control', 'no-store');
  response.setHeader('content-type', file?.ok ? 'application/json' : 'text/plain');
  response.statusCode = file?.ok ? 200 : 404;
  response.end(file?.ok ? file.value.text : (file?.error ?? 'There is no such program.'));
}

/**
 * @param {Compiler['catalogue']} catalogue
 * @param {string} folder
 */
function moduleText(catalogue, folder) {
  return `export const catalogue = ${JSON.stringify(catalogue)};\nexport const folder = '${folder}';\n`;
}
