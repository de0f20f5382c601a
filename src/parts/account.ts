import { createContext, use } from 'react'
import { useSearchParams } from 'react-router'
import { tenantFrom } from './use-workspace.ts'

/** Who is signed in, as far as pages need to know. */
export type SignedInAccount = Readonly<{
  /** The same in every tenant; a key for what is remembered on this machine. */
  id: string
  name: string
  username: string
  /** The tenant signed in to. */
  tenantId: string
}>

/** Provided by the shell; there is no page without an account. */
export const AccountContext = createContext<SignedInAccount | undefined>(undefined)

export function useAccount(): SignedInAccount {
  const account = use(AccountContext)
  if (!account) throw new Error('useAccount is called outside of the shell')
  return account
}

/** The tenant that the page is about: the link's, else the one signed in to. @throws RouteError for a malformed tid */
export function useTenantId(): string {
  const [params] = useSearchParams()
  const account = useAccount()
  return tenantFrom(params) ?? account.tenantId
}
