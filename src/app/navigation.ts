import { Boxes, ChartNoAxesGantt, Container, Cpu, Database, House, Layers, type LucideIcon } from 'lucide-react'
import { paths, type WorkspacePlace } from '../paths.ts'
import { pages } from './pages.ts'

export type Section = Readonly<{
  name: string
  icon: LucideIcon
  to: (workspace: WorkspacePlace) => string
  /** Loads the code of its list, ahead of a likely visit. */
  load: () => Promise<unknown>
  /** First parts of the paths that belong to it. */
  prefixes: readonly string[]
}>

/** In the order of the work: where things are, what runs, what it runs on, what comes out, what goes in. */
export const sections: readonly Section[] = [
  { name: 'Home', load: pages.home, icon: House, to: paths.home, prefixes: ['home'] },
  {
    name: 'Jobs',
    load: pages.jobs,
    icon: ChartNoAxesGantt,
    to: (w) => paths.jobs(w),
    prefixes: ['jobs', 'runs', 'experiments'],
  },
  { name: 'Compute', load: pages.computes, icon: Cpu, to: paths.computes, prefixes: ['compute'] },
  { name: 'Models', load: pages.models, icon: Boxes, to: paths.models, prefixes: ['model'] },
  { name: 'Data', load: pages.data, icon: Layers, to: paths.data, prefixes: ['data'] },
  {
    name: 'Environments',
    load: pages.environments,
    icon: Container,
    to: paths.environments,
    prefixes: ['environments'],
  },
  { name: 'Datastores', load: pages.datastores, icon: Database, to: paths.datastores, prefixes: ['datastores'] },
]

/** Whether a path belongs to a section. */
export const isIn = ({ prefixes }: Section, pathname: string): boolean =>
  prefixes.includes(pathname.split('/')[1] ?? '')
