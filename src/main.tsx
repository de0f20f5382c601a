import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'
import { ArmError, NetworkError } from './api/arm-error.ts'
import { RootLayout } from './app/RootLayout.tsx'
import { preloadPage } from './app/routes.tsx'
import { mustAskBeforeSignIn, signIn, startServices } from './app/services.ts'
import { ConfigFailurePage, SignedOutPage, StartFailurePage } from './app/StartPages.tsx'
import { ConfigError } from './config.ts'
import { RouteError } from './parts/route-error.ts'
import { queryClient } from './queries/query-client.ts'
import './ui/tokens.css'
import './ui/base.css'
import './app/shell.css'

async function start() {
  const container = document.getElementById('root')
  if (!container) throw new Error('index.html has no #root')
  const root = createRoot(container, { onCaughtError: reportUnexpected })
  // The page's code is fetched while sign-in is finished; its loader runs only afterwards.
  preloadPage(location.pathname)
  try {
    const { account, problem } = await startServices()
    if (account) {
      root.render(
        <StrictMode>
          <QueryClientProvider client={queryClient}>
            {/* The shell decides itself which changes of the address may wait (RootLayout). */}
            <BrowserRouter useTransitions={false}>
              <RootLayout />
            </BrowserRouter>
          </QueryClientProvider>
        </StrictMode>,
      )
    } else if (mustAskBeforeSignIn()) {
      root.render(<SignedOutPage problem={problem} onSignIn={() => void signIn()} />)
    } else {
      await signIn()
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    root.render(
      error instanceof ConfigError ? <ConfigFailurePage message={message} /> : <StartFailurePage message={message} />,
    )
  }
}

/** What a page explains to its reader is no fault of the program; anything else belongs in the console. */
function reportUnexpected(error: unknown) {
  const isExplained = error instanceof ArmError || error instanceof NetworkError || error instanceof RouteError
  if (!isExplained) reportError(error)
}

void start()
