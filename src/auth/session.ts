/** Who is signed in. */
export type Account = Readonly<{
  /** The same in every tenant. */
  id: string
  name: string
  username: string
  /** The tenant signed in to: tokens are for it unless another one is asked for. */
  tenantId: string
}>

export type TokenDemand = Readonly<{
  tenantId?: string | undefined
  /** A claims challenge, as JSON text. */
  claims?: string | undefined
  /** A cached token will not do. */
  renew?: boolean
}>

export type Session = Readonly<{
  /** Undefined when nobody is signed in. */
  account: Account | undefined
  /** Why the last sign-in on this page came to nothing, e.g. because it was cancelled. */
  problem: string | undefined
  /**
   * An access token for ARM, from the cache or renewed silently.
   *
   * When the provider wants to see the user, the first call of a page goes there at once: nothing is lost by it. Later
   * ones must not take the page away from under a form.
   *
   * @throws SignInRequired when only an interactive sign-in helps and somebody has to decide on it
   * @throws SignInFailure when the provider does not answer or refuses for good
   */
  getToken(demand?: TokenDemand): Promise<string>
  /** Leaves for the sign-in page and comes back to this address; the promise never ends. */
  signIn(options?: { selectAccount?: boolean; demand?: TokenDemand }): Promise<never>
  /** Forgets every account and leaves for the provider's sign-out; the promise never ends. */
  signOut(): Promise<never>
}>

/** Only an interactive sign-in gives a token now. */
export class SignInRequired extends Error {
  override readonly name = 'SignInRequired'
  readonly demand: TokenDemand

  constructor(demand: TokenDemand, options?: ErrorOptions) {
    super('Your sign-in has ended, or more proof of who you are is needed', options)
    this.demand = demand
  }
}

/** The provider gave no token, and signing in again would not help. */
export class SignInFailure extends Error {
  override readonly name = 'SignInFailure'
  /** The provider's or the library's code. */
  readonly code: string
  /** No answer, as opposed to a refusal. */
  readonly isSilence: boolean

  constructor(code: string, message: string, isSilence: boolean, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.isSilence = isSilence
  }
}
