import { defineConfig } from 'oxlint';

/**
 * Who may import whom, by folder of src: the one copy of the drawing in the README.
 * A folder may always import itself; tests may import what they test.
 */
const mayImport = {
  listing: [],
  machine: ['listing'],
  explorer: ['listing'],
  kernel: ['listing', 'machine'],
  trace: ['kernel', 'listing', 'machine'],
  picture: ['trace', 'kernel', 'listing', 'machine'],
  export: ['trace', 'kernel', 'listing', 'machine'],
  worker: ['explorer', 'export', 'trace', 'kernel', 'listing', 'machine'],
  cli: ['worker', 'explorer', 'export', 'trace', 'kernel', 'listing', 'machine'],
  store: ['worker', 'explorer', 'export', 'trace', 'kernel', 'listing', 'machine'],
  ui: ['store', 'picture', 'trace', 'kernel', 'listing', 'machine'],
  app: ['ui', 'store', 'trace', 'kernel'],
};

const pure = ['listing', 'machine', 'explorer', 'kernel', 'trace', 'picture', 'export'];

const importRules = Object.entries(mayImport).map(([folder, allowed]) => ({
  files: [`src/${folder}/**`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: Object.keys(mayImport)
          .filter((other) => other !== folder && !allowed.includes(other))
          .map((other) => ({
            group: [`**/${other}/**`],
            message: `src/${folder} may import ${allowed.length === 0 ? 'nothing but itself' : allowed.join(', ')}.`,
          })),
      },
    ],
  },
}));

export default defineConfig({
  plugins: ['typescript', 'unicorn', 'oxc', 'import', 'react', 'jsx-a11y', 'vitest'],
  categories: { correctness: 'error', suspicious: 'error' },
  options: { typeAware: true },
  rules: {
    'import/no-cycle': 'error',
    'import/no-default-export': 'error',
    'import/no-unassigned-import': 'off',
    'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    'max-params': ['error', { max: 5 }],
    'typescript/no-explicit-any': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/switch-exhaustiveness-check': [
      'error',
      { considerDefaultExhaustiveForUnions: true },
    ],
    // The compiler knows it better: every switch here is exhaustive over a union.
    'typescript/consistent-return': 'off',
    // `then` is a branch of an if here; nobody awaits a syntax tree.
    'unicorn/no-thenable': 'off',
    'import/no-named-as-default-member': 'off',
    // Actions and probes are closures; nothing here depends on `this`.
    'typescript/unbound-method': 'off',
    'react/react-in-jsx-scope': 'off',
    'jsx-a11y/prefer-tag-over-role': 'off',
    'unicorn/no-array-sort': 'off',
    'unicorn/consistent-function-scoping': 'off',
  },
  overrides: [
    ...importRules,
    {
      files: pure.map((folder) => `src/${folder}/**`),
      rules: {
        'no-restricted-globals': [
          'error',
          'window',
          'document',
          'setTimeout',
          'setInterval',
          'performance',
          'fetch',
        ],
        'no-restricted-properties': [
          'error',
          { object: 'Math', property: 'random', message: 'The core has no randomness.' },
          { object: 'Date', property: 'now', message: 'The core has no clock.' },
        ],
      },
    },
    { files: ['*.config.*', '*.mjs', 'scripts/**'], rules: { 'import/no-default-export': 'off' } },
    {
      files: ['**/*.test.ts', '**/*.test.tsx', 'e2e/**'],
      rules: { 'max-lines': 'off', 'no-restricted-imports': 'off' },
    },
  ],
});
