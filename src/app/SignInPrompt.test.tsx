import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { SignInRequired, type TokenDemand } from '../auth/session.ts'
import { askToSignIn, forgetSignIn } from './sign-in-prompt.ts'
import { SignInPrompt } from './SignInPrompt.tsx'
import { createTokenSource } from './token-source.ts'

const tenantId = '3f1c8f2a-0000-4000-8000-000000000001'
const otherTenantId = '3f1c8f2a-0000-4000-8000-000000000002'
const stepUp = { tenantId, claims: '{"access_token":{}}', renew: true }

/** A session whose refresh token was revoked, until `isRevoked` says otherwise; the clock stands where `time` says. */
function aRevokedSession() {
  const state = { isRevoked: true, calls: 0, time: 0 }
  const session = {
    getToken(demand: TokenDemand = {}) {
      state.calls += 1
      return state.isRevoked ? Promise.reject(new SignInRequired(demand)) : Promise.resolve('token')
    },
  }
  const getToken = createTokenSource(session, 'login.example', () => state.time)
  return { state, call: (demand: TokenDemand) => act(() => getToken(demand).catch((error: unknown) => error)) }
}

let wanted: TokenDemand[] = []
beforeEach(() => {
  wanted = []
  render(
    <>
      <input aria-label="Draft" defaultValue="half a sentence" />
      <SignInPrompt onSignIn={(demand) => wanted.push(demand)} />
    </>,
  )
})
afterEach(() => {
  cleanup()
  for (const demand of [{ tenantId }, { tenantId: otherTenantId }, stepUp]) forgetSignIn(demand)
})

const dialogs = () => screen.queryAllByRole('dialog', { name: 'Sign in again' })

test('a sign-in that has ended is asked for once, and the page stays as it is', async () => {
  const { call } = aRevokedSession()
  const failures = [await call({ tenantId }), await call({ tenantId }), await call({ tenantId: otherTenantId })]
  for (const failure of failures) expect(failure).toMatchObject({ status: 401, code: 'SignInRequired' })
  expect(dialogs()).toHaveLength(1)
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Draft' }).value).toBe('half a sentence')

  fireEvent.click(screen.getByRole('button', { name: 'Sign in' }))
  expect(wanted).toEqual([{ tenantId }])
})

test('who says "not now" is left alone by pages that poll, with the way back in sight', async () => {
  const { state, call } = aRevokedSession()
  await call({ tenantId })
  fireEvent.click(screen.getByRole('button', { name: 'Not now' }))
  expect(dialogs()).toHaveLength(0)

  state.time = 60_000
  await call({ tenantId })
  expect(dialogs()).toHaveLength(0)
  fireEvent.click(screen.getByRole('button', { name: 'Sign in' }))
  expect(wanted).toEqual([{ tenantId }])
})

test('another proof, for another action, is asked for all the same', async () => {
  const { call } = aRevokedSession()
  await call({ tenantId })
  fireEvent.click(screen.getByRole('button', { name: 'Not now' }))
  await call(stepUp)
  expect(dialogs()).toHaveLength(1)
  expect(screen.getByText(/one more proof/)).toBeDefined()
})

test('the provider is not asked by every call while it wants to see the user', async () => {
  const { state, call } = aRevokedSession()
  await call({ tenantId })
  state.time = 5_000
  await call({ tenantId })
  expect(state.calls).toBe(1)
  state.time = 40_000
  await call({ tenantId })
  expect(state.calls).toBe(2)
})

test('a sign-in in another tab ends the question', async () => {
  const { state, call } = aRevokedSession()
  await call({ tenantId })
  Object.assign(state, { isRevoked: false, time: 40_000 })
  expect(await call({ tenantId })).toBe('token')
  expect(dialogs()).toHaveLength(0)
  act(() => askToSignIn({ tenantId }))
  expect(dialogs(), 'the next end is a new question').toHaveLength(1)
})
