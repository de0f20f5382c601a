import { clientOptions } from '../api/clients.ts'
import type { Cloud } from '../domain/cloud.ts'

/** The addresses that code outside of this page would call: Resource Manager and the sign-in service of the cloud. */
export const endpoints = (): { arm: string; signIn: string } => ({
  arm: clientOptions.armBaseUrl,
  signIn: clientOptions.signInBaseUrl,
})

/** The cloud that this page runs against. */
export const currentCloud = (): Cloud => clientOptions.cloud
