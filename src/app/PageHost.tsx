import { use } from 'react'
import { Navigate, useLocation, useParams } from 'react-router'
import { openPage, pageKey, type LoadPage } from './open-page.ts'

/** Shows a page when its code and its loader are ready; suspends until then. */
export function PageHost({ load }: { load: LoadPage }) {
  const location = useLocation()
  const params = useParams()
  const page = use(openPage(load, location, params))
  if ('redirectTo' in page) return <Navigate to={page.redirectTo} replace />
  // Another job is another page: nothing that the last one remembered may show in it.
  return <page.Component key={pageKey(location)} />
}
