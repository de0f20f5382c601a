import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

/** Plain tests run in Node; tests of components (`*.test.tsx`) in happy-dom. */
export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['{src,emulator,scripts}/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        plugins: [react()],
        test: { name: 'dom', environment: 'happy-dom', include: ['src/**/*.test.tsx'], testTimeout: 20_000 },
      },
    ],
  },
})
