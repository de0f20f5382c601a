import { expect, test } from 'vitest'
import { hexLines } from './hex.ts'

test('bytes are told by place, value and text', () => {
  expect(hexLines(new TextEncoder().encode('PAR1\n<script>and more'))).toBe(
    [
      '00000000  50 41 52 31 0a 3c 73 63  72 69 70 74 3e 61 6e 64   PAR1.<script>and',
      '00000010  20 6d 6f 72 65                                      more',
    ].join('\n'),
  )
  expect(hexLines(new Uint8Array())).toBe('')
})
