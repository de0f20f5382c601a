import { expect, test } from 'vitest'
import { corpusEntries, corpusText } from './corpus.ts'
import { checkText } from './hostile-text.ts'
import { mutate, seededRandom } from './mutate.ts'
import { sampleTexts } from './sample-texts.ts'

const texts = [...sampleTexts, ...corpusEntries().map(corpusText)] as const

/** `npm run fuzz` does the same with 100,000 texts and measures their times. */
test('500 broken, odd and hostile texts are read and edited without harm', () => {
  const seeds = Array.from({ length: 500 }, (_, index) => index + 1)
  const harmful = seeds.flatMap((seed) => {
    try {
      checkText(mutate(texts, seededRandom(seed)))
      return []
    } catch (error) {
      return [{ seed, error }]
    }
  })
  expect(harmful).toEqual([])
})

test('the same seed makes the same text, another one another', () => {
  const made = (seed: number) => mutate(texts, seededRandom(seed))
  expect(made(7)).toBe(made(7))
  expect(new Set([1, 2, 3, 4, 5].map(made)).size).toBe(5)
})
