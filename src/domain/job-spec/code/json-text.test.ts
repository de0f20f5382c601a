import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonText } from './json-text.ts'
import { hostileText } from './testing/hostile-text.ts'

test('it is the JSON of the value, and nothing in it is unseen', () => {
  const value = fc.dictionary(hostileText, fc.oneof(hostileText, fc.jsonValue(), fc.array(hostileText)))
  fc.assert(
    fc.property(value, (object) => {
      const text = jsonText(object)
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(object)))
      expect(text).not.toMatch(/[^\P{C}\n]|(?! )\p{Zs}|[\u2028\u2029]/u)
    }),
  )
})

test('objects go down the page, short lists along the line', () => {
  const space = { lr: ['uniform', [0, 1]], names: Array.from({ length: 9 }, () => 'a rather long name'), none: {} }
  expect(jsonText({ space, left: undefined })).toBe(`{
  "space": {
    "lr": ["uniform", [0, 1]],
    "names": [
${Array.from({ length: 9 }, () => '      "a rather long name"').join(',\n')}
    ],
    "none": {}
  }
}
`)
})
