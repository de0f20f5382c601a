import { memo, useEffect, useState } from 'react'
import type { CodeLanguageId, CodePiece } from './code-colors.ts'
import styles from './ColoredCode.module.css'
import { canRunMonaco } from './WithMonaco.tsx'

/**
 * Code to read and to copy, coloured as soon as Monaco is there. It scrolls by itself and fills its place. Colouring
 * takes its time, so the same code is not done again with the page around it.
 */
export const ColoredCode = memo(function ColoredCode({
  label,
  language,
  code,
}: {
  label: string
  language: CodeLanguageId
  code: string
}) {
  const colors = useColors(language)
  return (
    // A region that scrolls must be reachable without a mouse.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <pre className={styles.code} tabIndex={0} role="region" aria-label={label}>
      {colors ? withColors(colors(code)) : code}
    </pre>
  )
})

const withColors = (pieces: readonly CodePiece[]) =>
  // Pieces have no identity of their own: each is what stands at its place.
  // oxlint-disable-next-line react/no-array-index-key
  pieces.map(({ text, sort }, index) =>
    sort ? (
      <span key={index} className={styles[sort]}>
        {text}
      </span>
    ) : (
      text
    ),
  )

function useColors(language: CodeLanguageId) {
  const [loaded, setLoaded] = useState<{ language: CodeLanguageId; colors: (code: string) => CodePiece[] }>()
  useEffect(() => {
    if (!canRunMonaco) return undefined
    let isWanted = true
    void import('./code-colors.ts')
      .then(({ loadColors }) => loadColors(language))
      .then(
        (colors) => isWanted && setLoaded({ language, colors }),
        () => {}, // Without Monaco the code stays as it is: colours are a help, not its content.
      )
    return () => {
      isWanted = false
    }
  }, [language])
  return loaded?.language === language ? loaded.colors : undefined
}
