import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const page = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/**
 * Sign-in comes before everything else, but its library is imported by the code that is fetched first: without a hint
 * the browser would learn of it one round trip late.
 */
const preloadSignIn: Plugin = {
  name: 'preload-sign-in',
  transformIndexHtml: {
    order: 'post',
    handler(_html, { bundle, filename }) {
      const session = Object.values(bundle ?? {}).find(
        (file) => file.type === 'chunk' && file.facadeModuleId?.endsWith('/src/auth/msal-session.ts'),
      )
      if (!session || !filename.endsWith('/index.html')) return []
      return [
        {
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `/${session.fileName}` },
          injectTo: 'head',
        },
      ]
    },
  },
}

export default defineConfig({
  base: '/',
  plugins: [react(), preloadSignIn],
  // monaco-yaml's worker imports paths that Monaco no longer exports since 0.56.
  resolve: { alias: [{ find: /^monaco-editor\/esm\/vs\/(.*)$/, replacement: 'monaco-editor/$1' }] },
  // Found only behind a lazy route and a worker: naming it spares the first visit of the editor a reload in dev.
  optimizeDeps: { include: ['monaco-yaml/yaml.worker.js'] },
  worker: { format: 'es' },
  build: {
    manifest: true,
    modulePreload: { polyfill: false },
    // The content security policy allows no data: scripts, and small files are cheap over one connection.
    assetsInlineLimit: 0,
    rolldownOptions: { input: { index: page('index.html'), 'auth-redirect': page('auth-redirect.html') } },
  },
})
