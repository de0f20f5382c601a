import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { completePage } from './scripts/vite-page.ts'
import { omitUnusedSignIn } from './scripts/vite-sign-in.ts'

const page = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/**
 * Modules that read and write YAML, and those of the parts of pages that need them. Many pages share them, and the first
 * load is none of those: the parser alone would take a fifth of its budget.
 */
const leadsToYaml =
  /\/src\/(?:domain\/job-spec|parts\/(?:[Yy]aml|Asset(?:Editor|Fields)|asset-|prepare-asset|use-asset|Draft|find-names))/

/** Shared by the ways of showing a file, of which each is loaded by itself: many, but of one tab of one page. */
const ofFiles =
  /\/src\/(?:parts\/(?:files\/|WithMonaco|ColoredCode)|queries\/(?:file-|run)|api\/(?:artifacts|blob|data-plane|mlflow|run-history)|lib\/(?:decode-text|csv|retry|lenient-json)|domain\/(?:output-uri|duration)\.)/

/** Shared as widely, by the pages of assets alone. */
const ofAssets = /\/src\/(?:api\/assets|queries\/find-asset)\.ts$/

/** What the list of jobs, the page of a job and the home page have in common, down to their icons. */
const ofJobs =
  /\/(?:src\/(?:domain\/job-(?:status|experiment)|queries\/jobs|parts\/(?:JobStatusBadge|Elapsed)|features\/jobs\/job-list)\.tsx?|icons\/(?:ban|ellipsis-vertical|flask-conical|plus)\.mjs)$/

/**
 * Which files a lazy one needs beside it, named where it is asked for, so that all are fetched at once. What every page
 * has by then is left out: each name costs the first load ten bytes. So are the scripts of small pieces that are opened
 * in a page that is there already.
 */
const isThere = /assets\/(?:vendor|shell|index|rolldown-runtime)-\w+\.(?:js|css)$/
const isPiece = /assets\/(?:SelectionBar|CancelJobDialog|SignInPrompt|WatchBell)-/
const namedBeside = (file: string, needed: string[]) =>
  needed.filter((name) => !isThere.test(name) && (!isPiece.test(file) || name.endsWith('.css')))

export default defineConfig({
  base: '/',
  plugins: [react(), omitUnusedSignIn(), completePage],
  // monaco-yaml's worker imports paths that Monaco no longer exports since 0.56.
  resolve: { alias: [{ find: /^monaco-editor\/esm\/vs\/(.*)$/, replacement: 'monaco-editor/$1' }] },
  // Found only behind a lazy route and a worker: naming it spares the first visit of the editor a reload in dev.
  optimizeDeps: { include: ['monaco-yaml/yaml.worker.js'] },
  worker: { format: 'es' },
  build: {
    manifest: true,
    modulePreload: { polyfill: false, resolveDependencies: namedBeside },
    // The content security policy allows no data: scripts, and small files are cheap over one connection.
    assetsInlineLimit: 0,
    // Monaco is that large, and loads where it is used.
    chunkSizeWarningLimit: 4000,
    rolldownOptions: {
      input: { index: page('index.html'), 'auth-redirect': page('auth-redirect.html') },
      output: {
        // Each lazy page's list of files is part of the first load, and a hash does not compress.
        hashCharacters: 'base36',
        entryFileNames: 'assets/[name]-[hash:7].js',
        chunkFileNames: 'assets/[name]-[hash:7].js',
        assetFileNames: 'assets/[name]-[hash:7][extname]',
        codeSplitting: {
          groups: [
            // What every page needs and a release of ours does not change: one file, which compresses best and stays cached.
            {
              name: 'vendor',
              test: /node_modules\/(?:react|react-dom|scheduler|react-router|@tanstack\/(?:react-query|query-core))\//,
            },
            // Without what only the redirect page runs.
            { name: 'msal', test: /node_modules\/@azure\/msal-(?!browser\/dist\/redirect_bridge)/ },
            // What runs before any page, whole: two files of half the size compress a tenth worse.
            { name: 'shell', test: /\/src\/app\/RootLayout\.tsx$/ },
            { name: 'jobs', test: ofJobs, includeDependenciesRecursively: false },
            // Ours that many pages share: a dozen tiny files would each compress badly.
            {
              name: 'shared',
              test: (id) =>
                /\/src\/|node_modules\/lucide-react\//.test(id) &&
                !leadsToYaml.test(id) &&
                !ofAssets.test(id) &&
                !ofFiles.test(id),
              minShareCount: 10,
              // What such a module needs itself may be large, and is not for every page.
              includeDependenciesRecursively: false,
            },
            // Small pieces of a few pages each: a file of its own for every one would make the lists of files long.
            {
              name: 'common',
              test: (id) =>
                /\/src\/(?:ui|queries|api)\/|\/icons\//.test(id) &&
                !leadsToYaml.test(id) &&
                !ofAssets.test(id) &&
                !ofFiles.test(id),
              minShareCount: 2,
              includeDependenciesRecursively: false,
            },
          ],
        },
      },
    },
  },
})
