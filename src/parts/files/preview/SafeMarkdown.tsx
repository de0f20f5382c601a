import type { ComponentProps } from 'react'
import Markdown, { type Components } from 'react-markdown'
import remarkGfm from 'remark-gfm'
import styles from './SafeMarkdown.module.css'

/**
 * Markdown that a job wrote. HTML in it stays text, links lead to web pages only and in a tab of their own, and pictures
 * are not loaded: each would tell its host who looks at this.
 */
export const SafeMarkdown = ({ text }: { text: string }) => (
  <div className={styles.markdown}>
    <Markdown remarkPlugins={plugins} components={components}>
      {text}
    </Markdown>
  </div>
)

const plugins = [remarkGfm]

const isWebAddress = (href: string | undefined): href is string => /^https?:\/\//i.test(href ?? '')

/** Headings begin below those of the page around them. */
const components: Components = {
  h1: ({ children }) => <h3>{children}</h3>,
  h2: ({ children }) => <h4>{children}</h4>,
  h3: ({ children }) => <h5>{children}</h5>,
  h4: ({ children }) => <h6>{children}</h6>,
  a: ({ href, children }: ComponentProps<'a'>) =>
    isWebAddress(href) ? (
      <a href={href} target="_blank" rel="noopener noreferrer nofollow">
        {children}
      </a>
    ) : (
      <span title={href}>{children}</span>
    ),
  img: ({ alt, src }: ComponentProps<'img'>) => (
    <span className={styles.left}>
      [picture: {alt || 'without words'}
      {typeof src === 'string' && src !== '' ? `, ${src.slice(0, 200)}` : ''}]
    </span>
  ),
}
