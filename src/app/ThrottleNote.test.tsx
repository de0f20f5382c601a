import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { cleanup, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { ArmError } from '../api/arm-error.ts'
import { ThrottleNote } from './ThrottleNote.tsx'

afterEach(cleanup)

test('a page that waits for the service says so, until it goes on', async () => {
  let goOn: () => void = () => undefined
  const free = new Promise<void>((resolve) => (goOn = resolve))
  let isBusy = true
  const Page = () => {
    const { data } = useQuery({
      queryKey: ['jobs'],
      queryFn: async () => {
        if (isBusy) throw new ArmError('Wait.', { status: 429, code: 'TooManyRequests', requestId: '' })
        await free
        return 'The jobs'
      },
      retry: true,
      retryDelay: 1,
    })
    return <p>{data}</p>
  }
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Page />
      <ThrottleNote />
    </QueryClientProvider>,
  )
  expect(await screen.findByText(/asks for fewer requests/)).toBeDefined()
  isBusy = false
  goOn()
  expect(await screen.findByText('The jobs')).toBeDefined()
  await waitFor(() => expect(screen.queryByText(/asks for fewer requests/)).toBeNull())
})
