import { describe, expect, test } from 'vitest'
import { jobNameRule, nameProblem } from './names.ts'
import { newJobName } from './new-job-name.ts'

describe('a made-up job name', () => {
  test('is an adjective, a noun and ten characters, and a good name', () => {
    const name = newJobName(() => 0.5)
    expect(name).toMatch(/^[a-z]+_[a-z]+_[a-z0-9]{10}$/)
    expect(nameProblem(name, jobNameRule)).toBeUndefined()
  })

  test('comes out of the whole range of the random source', () => {
    expect(newJobName(() => 0)).toBe('amber_anchor_bbbbbbbbbb')
    expect(newJobName(() => 1 - Number.EPSILON)).toBe('witty_yam_9999999999')
  })
})
