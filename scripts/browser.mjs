/**
 * Which Chromium the tests drive, and how to get one.
 * Order: $PLAYWRIGHT_CHROMIUM, Playwright's own download, a system browser; run as a script it
 * installs one (Debian's package as root, else Playwright's download).
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { chromium } from '@playwright/test';

const SYSTEM_BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
];

/** Path of a browser that exists, or undefined. */
function browserPath() {
  const wanted = process.env.PLAYWRIGHT_CHROMIUM;
  if (wanted !== undefined && wanted !== '') return wanted;
  return [chromium.executablePath(), ...SYSTEM_BROWSERS].find((path) => existsSync(path));
}

/** Launch options for Playwright: the browser found, and flags that keep it quiet and its text alike everywhere. */
export function chromiumLaunch() {
  const executablePath = browserPath();
  return {
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [
      // Chromium refuses its sandbox to root, which is what containers run as.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--font-render-hinting=none',
      '--force-color-profile=srgb',
    ],
  };
}

function run(command, args) {
  // Everything goes to stderr: stdout belongs to the command that called us.
  execFileSync(command, args, {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    shell: process.platform === 'win32',
  });
}

function install() {
  const asRootOnDebian = existsSync('/etc/debian_version') && process.getuid?.() === 0;
  if (asRootOnDebian) {
    run('apt-get', ['update', '-qq']);
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']);
  } else {
    run('npx', ['playwright', 'install', 'chromium']);
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  if (browserPath() === undefined) {
    console.error('The tests need a Chromium; installing one.');
    try {
      install();
    } catch {
      // The check below says what to do.
    }
  }
  if (browserPath() === undefined) {
    console.error(
      'No Chromium found. Run "npx playwright install --with-deps chromium", or name one: PLAYWRIGHT_CHROMIUM=/path/to/chromium npm test',
    );
    process.exit(1);
  }
}
