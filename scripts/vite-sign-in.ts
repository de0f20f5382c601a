import { readFileSync } from 'node:fs'
import type { Plugin } from 'vite'

/**
 * Parts of MSAL that only run for settings the studio never makes: the operating system's sign-in broker
 * (`allowPlatformBroker`), popups, and codes redeemed for a server. MSAL's one controller imports them all the same,
 * and they are a seventh of it. See docs/adr/0010-first-load.md.
 */
const unusedModules = [
  'interaction_client/PlatformAuthInteractionClient.mjs',
  'interaction_client/PopupClient.mjs',
  'interaction_client/SilentAuthCodeClient.mjs',
  'broker/nativeBroker/PlatformAuthDOMHandler.mjs',
  'broker/nativeBroker/PlatformAuthExtensionHandler.mjs',
]

/**
 * Leaves those parts out of a build: each becomes a class of the same name that throws when it is constructed.
 *
 * @throws Error (ends the build) when a release of MSAL no longer has one of them in the expected shape
 */
export function omitUnusedSignIn(): Plugin {
  const omitted = new Set<string>()
  return {
    name: 'omit-unused-sign-in',
    apply: 'build',
    enforce: 'pre',
    load(id) {
      const module = unusedModules.find((path) => id.endsWith(`/@azure/msal-browser/dist/${path}`))
      if (!module) return null
      const exported = [...readFileSync(id, 'utf8').matchAll(/^export \{ (\w+) \};$/gm)].map((match) => match[1])
      const [name] = exported
      if (exported.length !== 1) this.error(`${module} exports ${exported.join(', ')}, where one class was expected`)
      omitted.add(module)
      return `export class ${name} { constructor() { throw new Error('${name} is not part of this build') } }`
    },
    generateBundle() {
      const missed = unusedModules.filter((module) => !omitted.has(module))
      if (missed.length > 0) this.error(`MSAL no longer has ${missed.join(', ')}`)
    },
  }
}

/**
 * Sign-in comes before everything else, but its library is imported by the code that is fetched first: without a hint
 * the browser would learn of it one round trip late.
 */
export const preloadSignIn: Plugin = {
  name: 'preload-sign-in',
  transformIndexHtml: {
    order: 'post',
    handler(_html, { bundle, filename }) {
      if (!bundle || !filename.endsWith('/index.html')) return []
      const session = Object.values(bundle).find(
        (file) => file.type === 'chunk' && file.facadeModuleId?.endsWith('/src/auth/msal-session.ts'),
      )
      if (session?.type !== 'chunk') throw new Error('The build has no chunk for src/auth/msal-session.ts')
      const entry = Object.values(bundle).find((file) => file.type === 'chunk' && file.name === 'index')
      const files = [session.fileName, ...session.imports].filter((file) => file !== entry?.fileName)
      return files.map((file) => ({
        tag: 'link',
        attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}` },
        injectTo: 'head' as const,
      }))
    },
  },
}
