import { broadcastResponseToMainFrame } from '@azure/msal-browser/redirect-bridge'

// The only script of the page that the provider redirects to: it hands the answer to the page that asked.
broadcastResponseToMainFrame().catch((error: unknown) => {
  // Opened by hand, or from a bookmark: there is no answer in the address, so there is nothing to do here.
  document.body.textContent = `There is no sign-in to finish here (${String(error)}).`
})
