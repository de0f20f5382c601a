import { useBlocker, type Location } from 'react-router'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'

/** Asks before a link leads away from something that is typed and not saved. */
export function LeaveDialog({ isChanged }: { isChanged: boolean }) {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => isChanged && viewAt(currentLocation) !== viewAt(nextLocation),
  )
  if (blocker.state !== 'blocked') return null
  const stay = () => blocker.reset()
  return (
    <Dialog
      title="Leave without saving?"
      onClose={stay}
      onSubmit={() => blocker.proceed()}
      footer={
        <>
          <Button onClick={stay}>Stay</Button>
          <Button variant="danger" type="submit">
            Leave
          </Button>
        </>
      }
    >
      <p>What you have typed is not saved.</p>
    </Dialog>
  )
}

/** The rest of an address (a file, a place in a log) changes while a form stays on the page. */
const viewAt = ({ pathname, search }: Location) => `${pathname} ${new URLSearchParams(search).get('tab') ?? ''}`
