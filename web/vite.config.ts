import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { configDefaults } from 'vitest/config';
import { fixtureServer } from './dev/fixtureServer';

/** `CHUTAN_API=http://localhost:5080 npm run dev` talks to a running server; without it, to the fixtures in `dev/`. */
const api = process.env['CHUTAN_API'];

export default defineConfig({
  plugins: [react(), ...(api ? [] : [fixtureServer()])],
  server: api ? { proxy: { '/api': { target: api, changeOrigin: false } } } : {},
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 900,
    rollupOptions: {
      output: {
        manualChunks: {
          react: ['react', 'react-dom', 'react-router'],
          echarts: ['echarts/core', 'echarts/charts', 'echarts/components', 'echarts/renderers'],
          prices: ['lightweight-charts'],
        },
      },
    },
  },
  test: { environment: 'node', include: ['tests/**/*.test.ts?(x)'], exclude: configDefaults.exclude },
});
