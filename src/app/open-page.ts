import type { ComponentType } from 'react'
import type { LoaderFunctionArgs, Location, Params } from 'react-router'

/** What a page's file exports. A loader starts requests while the page's code is still on its way to the screen. */
export type PageModule = {
  Component: ComponentType
  loader?: (args: LoaderFunctionArgs) => unknown
}
export type LoadPage = () => Promise<PageModule>

/** A page that can be shown, or where its loader sends the reader instead. */
export type OpenedPage = { Component: ComponentType } | { redirectTo: string }

/**
 * What makes a location another page, and not another view of the same one: the path, the workspace and the tenant.
 * Filters, tabs and searches are the page's own business; changing them runs no loader.
 */
export function pageKey({ pathname, search }: Pick<Location, 'pathname' | 'search'>): string {
  const params = new URLSearchParams(search)
  return [pathname, params.get('wsid') ?? '', params.get('tid') ?? ''].join(' ')
}

/** The page on screen and the one being opened: React renders both until the new one is ready. */
const mostOpen = 2
const openPages = new Map<string, Promise<OpenedPage>>()

/**
 * Loads a page's code and runs its loader, once per visit: the same promise until two other pages have been opened.
 * It rejects with what the loader throws; `forgetPages` lets the next visit try again.
 */
export function openPage(load: LoadPage, location: Location, params: Params): Promise<OpenedPage> {
  const key = pageKey(location)
  const open = openPages.get(key)
  if (open) return open
  const opening = runLoader(load, location, params)
  openPages.set(key, opening)
  for (const oldest of openPages.keys()) {
    if (openPages.size <= mostOpen) break
    openPages.delete(oldest)
  }
  return opening
}

/** To be called when a page failed: a failure is not kept for the next visit. */
export const forgetPages = (): void => openPages.clear()

async function runLoader(load: LoadPage, location: Location, params: Params): Promise<OpenedPage> {
  const { Component, loader } = await load()
  const request = new Request(new URL(location.pathname + location.search, globalThis.location.origin))
  // Our loaders read the request and the parameters; what else the router's type has belongs to its own data mode.
  const answer: unknown = await loader?.({ request, params } as LoaderFunctionArgs)
  const target = answer instanceof Response ? answer.headers.get('location') : null
  return target === null ? { Component } : { redirectTo: target }
}
