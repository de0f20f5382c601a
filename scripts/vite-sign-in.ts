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
