import { expect, test } from 'vitest'
import { plainInMarkdown } from './markdown.ts'

test('what would mean something in Markdown is escaped, everything else is left alone', () => {
  expect(plainInMarkdown('![x](https://example.org/a.png)')).toBe(String.raw`\!\[x\]\(https://example\.org/a\.png\)`)
  expect(plainInMarkdown('# Heading <b>&amp;</b>')).toBe(String.raw`\# Heading \<b\>\&amp;\</b\>`)
  expect(plainInMarkdown('Measured by hand, 150 flowers')).toBe('Measured by hand, 150 flowers')
})
