import { type ComponentProps, lazy, Suspense } from 'react'
import { Waiting } from '../../../components/states.tsx'

// The editor is heavy, and most who look at a policy never open its text.
const CedarEditor = lazy(async () => ({ default: (await import('./cedar-editor.tsx')).CedarEditor }))

export function LazyEditor(props: ComponentProps<typeof CedarEditor>) {
  return (
    <Suspense fallback={<Waiting what="Opening the editor" />}>
      <CedarEditor {...props} />
    </Suspense>
  )
}
