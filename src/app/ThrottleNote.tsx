import { useIsFetching } from '@tanstack/react-query'
import { ArmError } from '../api/arm-error.ts'
import styles from './ThrottleNote.module.css'

/** A quiet word while the service wants fewer requests: reads wait as long as it says and go on by themselves. */
export function ThrottleNote() {
  const waiting = useIsFetching({ predicate: ({ state }) => isThrottled(state.fetchFailureReason) })
  return (
    <div className={styles.note} role="status">
      {waiting > 0 && 'The service asks for fewer requests. This page waits and goes on by itself.'}
    </div>
  )
}

const isThrottled = (reason: unknown) => reason instanceof ArmError && reason.status === 429
