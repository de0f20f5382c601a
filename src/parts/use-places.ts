import { useState } from 'react'
import type { Path } from '../domain/job-spec/problems.ts'
import { useSetViewParams } from './use-view-params.ts'
import { placeOf } from './yaml-form.ts'

/** Somewhere in a draft that is to be shown; `from` is its place in the text where that is known better. */
export type WantedPlace = Readonly<{ path: Path; from?: number }>

export type Places = Readonly<{
  /** What the form is to show, until it was settled whether it can. */
  wanted: WantedPlace | undefined
  /** What the YAML editor is to show. */
  inYaml: { from: number } | undefined
  goTo: (place: WantedPlace) => void
  /** @param isShown false when the form has no field for it: the YAML then shows it */
  settle: (isShown: boolean) => void
}>

/** Leads to places of a draft: to the field of the form where there is one, else into the YAML. */
export function usePlaces(text: string): Places {
  const [wanted, setWanted] = useState<WantedPlace>()
  const [inYaml, setInYaml] = useState<{ from: number }>()
  const setView = useSetViewParams()
  return {
    wanted,
    inYaml,
    goTo(place) {
      setView({ view: 'form' })
      setWanted(place)
    },
    settle(isShown) {
      setWanted(undefined)
      if (isShown || !wanted) return
      setView({ view: 'yaml' })
      setInYaml({ from: wanted.from ?? placeOf(text, wanted.path) })
    },
  }
}
