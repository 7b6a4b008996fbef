/** Prints `N passed, N failed`: the sum of the reports that the test runners left in reports/. */
import { existsSync, readFileSync } from 'node:fs';

function report(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

const unit = report('reports/vitest.json');
const browser = report('reports/playwright.json');
const passed = (unit?.numPassedTests ?? 0) + (browser?.stats.expected ?? 0);
const failed =
  (unit === undefined
    ? 1
    : unit.numFailedTests + (unit.success ? 0 : Number(unit.numFailedTests === 0))) +
  (browser === undefined ? 1 : browser.stats.unexpected + browser.stats.flaky);

console.log(`${passed} passed, ${failed} failed`);
