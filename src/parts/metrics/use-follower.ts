import { useEffect, useSyncExternalStore } from 'react'

/** Something that does work for what it is asked last, and tells how it stands. */
export type Follower<Input, State> = Readonly<{
  /** The same until something changes. */
  snapshot: () => State
  subscribe: (listener: () => void) => () => void
  ask: (input: Input) => void
  /** Gives up what is being done, and watches nothing. What is asked for afterwards begins anew. */
  rest: () => void
}>

/** Lets a follower follow a component's input as long as it is in the page. @returns how it stands */
export function useFollower<Input, State>(follower: Follower<Input, State>, input: Input): State {
  useEffect(() => follower.rest, [follower])
  useEffect(() => follower.ask(input), [follower, input])
  return useSyncExternalStore(follower.subscribe, follower.snapshot)
}
