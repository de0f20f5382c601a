import { useEffect, useRef, type RefObject } from 'react'

const appName = 'Trainyard'

/** What the document's title says before the heading: what the page itself marks (a job's state), and what any may (news). */
const markOf = ({ dataset }: HTMLElement) => dataset['mark'] ?? ''

/**
 * Keeps the document's title equal to the page's heading, and after each navigation moves the reader to that heading:
 * a screen reader hears where it is, the keyboard goes on from there, and the page begins at its top.
 *
 * A page may show its heading only when its data is there, so the page is watched until then.
 *
 * @param pathname of the page on screen, which is not yet the address's while a page is being opened
 */
export function usePageHeading(main: RefObject<HTMLElement | null>, pathname: string): void {
  const shownPath = useRef(pathname)

  useEffect(() => {
    const element = main.current
    if (!element) return undefined
    // Nobody navigated to the first page: focus stays at the top, where the skip link is.
    let mustFocus = shownPath.current !== pathname
    shownPath.current = pathname
    if (mustFocus) scrollTo(0, 0)

    function follow() {
      const heading = element?.querySelector('h1')
      if (!heading) return
      const title = `${markOf(document.documentElement)}${markOf(heading)}${heading.textContent} · ${appName}`
      if (document.title !== title) document.title = title
      if (mustFocus) heading.focus({ preventScroll: true })
      mustFocus = false
    }
    follow()
    const observer = new MutationObserver(follow)
    const attributeFilter = ['data-mark']
    observer.observe(element, { childList: true, subtree: true, characterData: true, attributeFilter })
    observer.observe(document.documentElement, { attributeFilter })
    return () => observer.disconnect()
  }, [main, pathname])
}
