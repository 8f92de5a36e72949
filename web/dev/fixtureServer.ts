import type { Plugin } from 'vite';
export function fixtureServer(): Plugin { return { name: 'chutan-fixtures' }; }
