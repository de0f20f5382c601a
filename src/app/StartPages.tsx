import type { ReactNode } from 'react'
import { Button } from '../ui/Button.tsx'
import { Logo } from '../ui/Logo.tsx'
import styles from './StartPages.module.css'

/** A page of its own, before there is a shell: a few words and what to do next. */
function StartPage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className={styles.page}>
      <title>{`${title} · Trainyard`}</title>
      <Logo size={44} />
      <h1>{title}</h1>
      {children}
    </main>
  )
}

export const SignedOutPage = ({ problem, onSignIn }: { problem: string | undefined; onSignIn: () => void }) => (
  <StartPage title={problem ? 'You are not signed in' : 'You are signed out'}>
    <p>{problem ?? 'Jobs that run go on without you.'}</p>
    <Button variant="primary" onClick={onSignIn}>
      Sign in
    </Button>
  </StartPage>
)

export const ConfigFailurePage = ({ message }: { message: string }) => (
  <StartPage title="The studio is not configured">
    <p className={styles.message}>{message}.</p>
    <p>The file /config.json beside the studio says where it runs against. Whoever deployed it can correct it.</p>
    <Button onClick={() => location.reload()}>Try again</Button>
  </StartPage>
)

export const StartFailurePage = ({ message }: { message: string }) => (
  <StartPage title="The studio could not start">
    <p className={styles.message}>{message}</p>
    <Button onClick={() => location.reload()}>Try again</Button>
  </StartPage>
)
