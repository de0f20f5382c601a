import { defineConfig } from '@playwright/test'
import { browserArgs, ensureBrowser } from './e2e/support/browser.ts'

/** Journeys through the built studio against an emulator of their own, in a real Chromium. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  outputDir: 'test-results/e2e',
  // The jobs that the journeys submit are processes too: more workers than cores only make everything slower.
  workers: 2,
  fullyParallel: true,
  forbidOnly: !!process.env['CI'],
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    viewport: { width: 1280, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: ensureBrowser(), args: browserArgs },
  },
})
