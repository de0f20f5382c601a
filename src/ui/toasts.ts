import type { ReactNode } from 'react'

export type Toast = { id: number; tone: 'good' | 'bad'; title: string; detail?: ReactNode }

let toasts: readonly Toast[] = []
let nextId = 1
const listeners = new Set<() => void>()

function update(next: readonly Toast[]) {
  toasts = next
  for (const listener of listeners) listener()
}

/** Says that an action worked or failed. Good news leaves by itself; bad news stays until it is closed. */
export function showToast(toast: Omit<Toast, 'id'>) {
  const id = nextId++
  update([...toasts, { ...toast, id }])
  if (toast.tone === 'good') setTimeout(() => dismissToast(id), 5000)
}

export const dismissToast = (id: number) => update(toasts.filter((toast) => toast.id !== id))

export const currentToasts = () => toasts

export function subscribeToToasts(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
