/**
 * Fails when package-lock.json lacks a platform package that one of its entries names: such a lock
 * installs here and breaks `npm ci` (or leaves no binary) on another system.
 */
import { readFileSync } from 'node:fs';

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const missing = Object.entries(packages).flatMap(([place, entry]) =>
  Object.keys(entry.optionalDependencies ?? {})
    .filter((name) => packages[`${place}/node_modules/${name}`] === undefined)
    .filter((name) => packages[`node_modules/${name}`]?.version === undefined)
    .map((name) => `${place}: ${name}`),
);

if (missing.length > 0) {
  console.error(`package-lock.json misses platform packages:\n${missing.join('\n')}`);
  process.exit(1);
}
