import { ArmError, NetworkError } from '../api/arm-error.ts'
import { SignInFailure, SignInRequired, type Session, type TokenDemand } from '../auth/session.ts'
import { askToSignIn, demandKey, forgetSignIn } from './sign-in-prompt.ts'

/** Until then a call fails like the one before it: silent renewal costs requests and, at its end, a hidden page. */
const askAgainMs = 30_000

/**
 * Gives the clients their tokens. A call without a token fails as a call does, so that pages explain it like any other
 * failure; when only the user can help, the shell asks them.
 *
 * @param providerHost who stays silent when the provider does
 */
export function createTokenSource(session: Pick<Session, 'getToken'>, providerHost: string, now = Date.now) {
  const refusals = new Map<string, { error: SignInRequired; at: number }>()

  async function getToken(demand: TokenDemand): Promise<string> {
    const key = demandKey(demand)
    const last = refusals.get(key)
    if (last && now() - last.at < askAgainMs) throw last.error
    try {
      const token = await session.getToken(demand)
      if (refusals.delete(key)) forgetSignIn(demand)
      return token
    } catch (error) {
      if (error instanceof SignInRequired) {
        refusals.set(key, { error, at: now() })
        askToSignIn(demand)
      }
      throw error
    }
  }

  return (demand: TokenDemand): Promise<string> =>
    getToken(demand).catch((error: unknown) => {
      if (error instanceof SignInRequired) {
        throw new ArmError(error.message, { status: 401, code: error.name, requestId: '' })
      }
      if (!(error instanceof SignInFailure)) throw error
      if (error.isSilence) throw new NetworkError(providerHost, { cause: error })
      throw new ArmError(error.message, { status: 401, code: error.code, requestId: '' })
    })
}
