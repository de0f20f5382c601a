import type { Plugin } from 'vite'

const stylesheet = /\s*<link rel="stylesheet"[^>]*>/g

/**
 * What the built index.html needs beyond Vite's own tags:
 *
 * - the code of sign-in is announced, because everything waits for it and the browser would learn of it one round trip
 *   late: the code that is fetched first imports it;
 * - stylesheets come after the skeleton of the shell, whose few rules are inline: a stylesheet in the head would hold
 *   back the first paint. Scripts wait for stylesheets in any place, so nothing is shown without its styles.
 */
export const completePage: Plugin = {
  name: 'complete-page',
  transformIndexHtml: {
    order: 'post',
    handler(html, { bundle, filename }) {
      if (!bundle || !filename.endsWith('/index.html')) return html
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
      const session = chunks.find((chunk) => chunk.facadeModuleId?.endsWith('/src/auth/msal-session.ts'))
      if (!session) throw new Error('The build has no chunk for src/auth/msal-session.ts')
      const announced = [session.fileName, ...session.imports].filter((file) => !html.includes(file))
      const styles = [...html.matchAll(stylesheet)].map(([tag]) => tag)
      return {
        html: html.replace(stylesheet, '').replace('</body>', `${styles.join('')}\n  </body>`),
        tags: announced.map((file) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}` },
          injectTo: 'head',
        })),
      }
    },
  },
}
