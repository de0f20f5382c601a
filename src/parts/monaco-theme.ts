import * as monaco from 'monaco-editor/editor'

/** Makes Monaco's theme out of the design system's colours as they are on screen now. */
export function applyTheme(isDark: boolean): void {
  const rule = (token: string, color: string) => ({ token, foreground: hexOf(color).slice(1) })
  monaco.editor.defineTheme('trainyard', {
    base: isDark ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [
      rule('type', '--tone-active'), // Monaco's word for a YAML key
      rule('string', '--tone-good'),
      rule('string.yaml', '--text'), // the base theme colours plain values like keys
      rule('number', '--tone-waiting'),
      rule('keyword', '--tone-waiting'),
      rule('comment', '--text-faint'),
    ],
    colors: {
      'editor.background': hexOf('--surface'),
      'editor.foreground': hexOf('--text'),
      'editorLineNumber.foreground': hexOf('--text-faint'),
      'editorLineNumber.dimmedForeground': hexOf('--text-faint'),
      'editorLineNumber.activeForeground': hexOf('--text-soft'),
      'editor.lineHighlightBackground': hexOf('--surface-hover'),
      'editor.lineHighlightBorder': hexOf('--surface-hover'),
      'editorWidget.background': hexOf('--surface-raised'),
      'editorWidget.border': hexOf('--border'),
      'editorHoverWidget.background': hexOf('--surface-raised'),
      'editorHoverWidget.border': hexOf('--border'),
      'editorSuggestWidget.background': hexOf('--surface-raised'),
      'editorSuggestWidget.border': hexOf('--border'),
      'editorSuggestWidget.selectedBackground': hexOf('--accent-soft'),
      'editorSuggestWidget.selectedForeground': hexOf('--text'),
      'editorSuggestWidget.highlightForeground': hexOf('--accent'),
      'editorSuggestWidget.focusHighlightForeground': hexOf('--accent'),
      'diffEditor.insertedLineBackground': hexOf('--tone-good-soft'),
      'diffEditor.removedLineBackground': hexOf('--tone-bad-soft'),
      // The words within a line that differ, through which the line shows.
      'diffEditor.insertedTextBackground': `${hexOf('--tone-good')}38`,
      'diffEditor.removedTextBackground': `${hexOf('--tone-bad')}38`,
      'menu.background': hexOf('--surface-raised'),
      'menu.foreground': hexOf('--text'),
      'menu.border': hexOf('--border'),
      'list.hoverBackground': hexOf('--accent-soft'),
      'list.hoverForeground': hexOf('--text'),
      'editorError.foreground': hexOf('--tone-bad'),
      'editorWarning.foreground': hexOf('--tone-waiting'),
      focusBorder: hexOf('--focus'),
    },
  })
  monaco.editor.setTheme('trainyard')
}

/** The colour a token has in the present theme, as `#rrggbb`: Monaco reads nothing else. */
function hexOf(token: string): string {
  const probe = document.createElement('span')
  probe.style.color = `var(${token})`
  document.body.append(probe)
  const channels = getComputedStyle(probe).color.match(/\d+/g) ?? ['0', '0', '0']
  probe.remove()
  return `#${channels
    .slice(0, 3)
    .map((channel) => Number(channel).toString(16).padStart(2, '0'))
    .join('')}`
}
