// Runs before the first paint so that a chosen theme never flashes; the rest of theming is in src/ui/theme.ts.
try {
  const choice = localStorage.getItem('trainyard.theme')
  if (choice === 'light' || choice === 'dark') document.documentElement.dataset.theme = choice
} catch {
  // Storage may be blocked; the system's theme stays.
}
